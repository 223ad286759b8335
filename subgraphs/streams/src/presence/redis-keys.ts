import type { MatchKey } from './presence.ts';

/** The names of all keys, in slots by their tournament. */
export function redisKeys(prefix: string) {
  const ofTournament = (id: string, name: string) => `${prefix}presence:{${id}}:${name}`;
  const ofMatch = ({ matchId, tournamentId }: MatchKey, name: string) =>
    ofTournament(tournamentId, `${matchId}:${name}`);
  return {
    due: `${prefix}presence:due`,
    grants: (match: MatchKey) => ofMatch(match, 'grants'),
    grant: (match: MatchKey) => ofMatch(match, 'grant'),
    viewers: (match: MatchKey) => ofMatch(match, 'viewers'),
    peak: (match: MatchKey) => ofMatch(match, 'peak'),
    told: (match: MatchKey) => ofMatch(match, 'told'),
    audience: (tournamentId: string) => ofTournament(tournamentId, 'audience'),
    tournamentPeak: (tournamentId: string) => ofTournament(tournamentId, 'peak'),
    /** those that the scripts about one match work with, in their order */
    all: (match: MatchKey) => [
      ...['grants', 'grant', 'free', 'watches', 'processes', 'viewers'].map((name) => ofMatch(match, name)),
      ofTournament(match.tournamentId, 'audience'),
      ofMatch(match, 'peak'),
      ofTournament(match.tournamentId, 'peak'),
    ],
  };
}

export type RedisKeys = ReturnType<typeof redisKeys>;

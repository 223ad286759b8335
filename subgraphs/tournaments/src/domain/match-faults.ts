import type { MatchOutcome, OpponentRow, TeamRow, TournamentRow } from '../db/schema.ts';
import type { Fault } from './faults.ts';
import type { MatchResult } from './match-schemas.ts';

/** Names each team that stands in the list before. */
export function repeatedFaults(
  teamIds: readonly string[],
  pathOf: (index: number) => Fault['path'],
): Fault[] {
  const named = new Set<string>();
  return teamIds.flatMap((id, index) => {
    if (named.size < named.add(id).size) return [];
    return [{ path: pathOf(index), message: 'must not be a team named before' }];
  });
}

/** What is wrong with a winner, given how the match ended. */
export function outcomeFaults(outcome: MatchOutcome, winnerTeamId: string | null): Fault[] {
  const path = ['winnerTeamId'];
  if (outcome === 'DRAW') {
    return winnerTeamId === null ? [] : [{ path, message: 'must be left out for a DRAW' }];
  }
  return winnerTeamId === null ? [{ path, message: 'may be left out for a DRAW only' }] : [];
}

/** What is wrong with the date of a match in this tournament. */
export const dateFaults = (
  startsAt: Date,
  tournament: Pick<TournamentRow, 'startsAt' | 'endsAt'>,
): Fault[] =>
  tournament.startsAt <= startsAt && startsAt < tournament.endsAt
    ? []
    : [{ path: ['startsAt'], message: 'must lie within the dates of the tournament' }];

/** Names each team that is not of the tournament. */
export const foreignFaults = (teams: readonly (TeamRow | null)[], tournamentId: string): Fault[] =>
  teams.flatMap((team, index) =>
    team?.tournamentId === tournamentId
      ? []
      : [{ path: ['teamIds', index], message: 'must be a team of the tournament' }],
  );

/** Names each team of a result that is none of the opponents. */
export function strangerFaults(
  { winnerTeamId, scores }: MatchResult,
  opponents: readonly OpponentRow[],
): Fault[] {
  const isStranger = (teamId: string) => opponents.every((opponent) => opponent.teamId !== teamId);
  const message = 'must be one of the opponents';
  const faults: Fault[] = (scores ?? []).flatMap(({ teamId }, index) =>
    isStranger(teamId) ? [{ path: ['scores', index, 'teamId'], message }] : [],
  );
  return winnerTeamId && isStranger(winnerTeamId) ? [{ path: ['winnerTeamId'], message }, ...faults] : faults;
}

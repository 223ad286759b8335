import type { EventPayload } from '@arena/events';
import type { Telling } from './telling.ts';

/** That a tournament will not take place. */
export const tournamentCalledOff = (tournamentId: string): Telling => ({
  kind: 'TOURNAMENT_CANCELED',
  params: {},
  eventKey: `canceled:${tournamentId}`,
  isToMany: true,
  tournamentId,
});

/** That a match will not take place. */
export const matchCalledOff = (tournamentId: string, matchId: string): Telling => ({
  kind: 'MATCH_CANCELED',
  params: {},
  eventKey: `match-canceled:${matchId}`,
  isToMany: true,
  ...{ tournamentId, matchId },
});

/**
 * What a ticket is lost with, if it is lost with more than itself. That tells its owner all: they are told it like
 * everybody else whom it concerns, and once, whichever of the two is heard of first.
 */
export function lostWith({
  reason,
  tournamentId,
  matchId,
}: EventPayload<'tickets.invalidated'>): Telling | undefined {
  if (reason === 'TOURNAMENT_CANCELED') return tournamentCalledOff(tournamentId);
  if (reason === 'MATCH_CANCELED' && matchId !== null) return matchCalledOff(tournamentId, matchId);
  return undefined;
}

import { appendEvents, type MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { MatchRow, TournamentRow } from '../db/schema.ts';
import { updateTournament } from '../db/tournament-store.ts';
import { cancelOpenMatches } from './cancel-open-matches.ts';
import { particulars } from './change-detail.ts';
import { recordChange } from './record-change.ts';

/** Why a tournament is called off, and by whom; null where nobody did it. */
export type CallingOff = { reason: string; by: string | null; headers: MessageHeaders };

/**
 * Calls an open tournament off, which is locked, and with it its open matches; the reason is kept.
 * @returns the tournament and those matches, for whoever watches to be told of them after the commit
 */
export async function callOffTournament(
  { now }: App,
  tx: Queryable<typeof schema>,
  tournamentId: string,
  { reason, by, headers }: CallingOff,
): Promise<{ tournament: TournamentRow; matches: MatchRow[] }> {
  const matches = await cancelOpenMatches(tx, tournamentId, { isCalledOff: true, reason, headers });
  await appendEvents(tx, [{ name: 'tournaments.canceled', payload: { tournamentId } }], headers);
  const detail = particulars({ reason });
  await recordChange(tx, { tournamentId, at: now(), by, action: 'CANCELED', detail });
  const tournament = await updateTournament(tx, tournamentId, { status: 'CANCELED', cancelReason: reason });
  return { tournament, matches };
}

import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { insertCanceled } from '../db/canceled-match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { beginCallOff } from './call-off-step.ts';
import type { Change } from './change-checkout.ts';

/** Has the money go back that was paid to watch a match that will not take place. */
export async function cancelMatch(
  app: App,
  tx: Queryable<typeof schema>,
  { matchId, tournamentId }: EventPayload<'matches.canceled'>,
  headers: MessageHeaders,
): Promise<Change[]> {
  // whoever locks several checkouts has locked their tournament before, lest two wait for each other
  await lockTournament(tx, tournamentId);
  if (!(await insertCanceled(tx, matchId))) return [];
  return beginCallOff(app, tx, { id: matchId, kind: 'MATCH' }, headers);
}

import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockOpen } from '../db/affected-checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { Change } from './change-checkout.ts';
import { closeOpen } from './pay-back.ts';
import { isOver } from './tournament-status.ts';

/** Closes what is still on sale of a tournament that is over; gifts to its organiser are welcome. */
export async function finishTournament(
  app: App,
  tx: Queryable<typeof schema>,
  tournamentId: string,
  headers: MessageHeaders,
): Promise<Change[]> {
  if (isOver(await lockTournament(tx, tournamentId))) return [];
  await updateTournament(tx, tournamentId, { status: 'FINISHED' });
  const sales = await lockOpen(tx, { types: ['PARTICIPANT_SALE', 'VIEWER_SALE'], tournamentId });
  return closeOpen(app, tx, sales, 'SALE_CLOSED', headers);
}

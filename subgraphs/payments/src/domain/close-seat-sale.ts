import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockOpen } from '../db/affected-checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { Change } from './change-checkout.ts';
import { closeOpen } from './pay-back.ts';

/** Closes the participant sale of a tournament whose teams are settled, and the checkouts of seats with it. */
export async function closeSeatSale(
  app: App,
  tx: Queryable<typeof schema>,
  { tournamentId, isStarted }: { tournamentId: string; isStarted: boolean },
  headers: MessageHeaders,
): Promise<Change[]> {
  const { status } = await lockTournament(tx, tournamentId);
  const started = isStarted && status === 'PENDING' && ({ status: 'ONGOING' } as const);
  await updateTournament(tx, tournamentId, { rosterClosed: true, ...started });
  const seats = await lockOpen(tx, { types: ['PARTICIPANT_SALE'], tournamentId });
  return closeOpen(app, tx, seats, 'SALE_CLOSED', headers);
}

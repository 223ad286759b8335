import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockBuyingOf, lockOpen } from '../db/affected-checkout-store.ts';
import { findBan, recordBan } from '../db/ban-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { findWithdrawnFrom } from '../db/withdrawn-ticket-store.ts';
import type { Change } from './change-checkout.ts';
import { closeOpen } from './pay-back.ts';
import { payBackIssued } from './pay-back-issued.ts';

type Ban = EventPayload<'tournaments.person-banned'>;

/** Has the checkouts of somebody closed who has been banned, and the money go back of the tickets that the ban has taken. */
export async function banPerson(
  app: App,
  tx: Queryable<typeof schema>,
  { tournamentId, userId, revision, refund }: Ban,
  headers: MessageHeaders,
): Promise<Change[]> {
  await lockTournament(tx, tournamentId);
  await recordBan(tx, { tournamentId, userId, revision, isBanned: true, refundsTickets: refund });
  const taken = await lockBuyingOf(tx, await findWithdrawnFrom(tx, tournamentId, userId));
  const paidBack = await payBackIssued(app, tx, taken, headers);
  // lifted since, for all that is known
  if (!(await findBan(tx, tournamentId, userId))?.isBanned) return paidBack;
  const sales = await lockOpen(tx, {
    types: ['PARTICIPANT_SALE', 'VIEWER_SALE'],
    tournamentId,
    buyerId: userId,
  });
  return [...paidBack, ...(await closeOpen(app, tx, sales, 'BANNED', headers))];
}

import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findCheckout, lockCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { changeCheckout, type Change } from './change-checkout.ts';
import { toPayBack } from './pay-back.ts';
import { reasonAgainstTicket } from './reasons-to-pay-back.ts';

/** Takes note that the ticket of a checkout has been issued; undefined where there is no such checkout. */
export async function completeSale(
  app: App,
  tx: Queryable<typeof schema>,
  { checkoutId, ticketId }: { checkoutId: string; ticketId: string },
  headers: MessageHeaders,
): Promise<Change | undefined> {
  const known = await findCheckout(tx, checkoutId);
  if (!known) return undefined;
  // the ticket may be being taken back at this moment: whoever does that waits for this to be stored, or is seen here
  await lockTournament(tx, known.tournamentId);
  const checkout = await lockCheckout(tx, checkoutId);
  if (!checkout) return undefined;
  if (checkout.issuedAt) return { before: checkout, after: checkout };
  const now = app.now();
  const reason = await reasonAgainstTicket(tx, ticketId);
  const issued = { ticketId, issuedAt: now, closeDueAt: null };
  const learnt = { ...issued, ...(reason !== null && toPayBack(checkout, reason, now)) };
  return changeCheckout(app, tx, checkout, learnt, headers);
}

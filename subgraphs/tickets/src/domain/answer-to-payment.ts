import type { Queryable } from '@arena/subgraph-kit';
import { findCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { findTicketOfCheckout } from '../db/ticket-store.ts';

/** What was answered to the payment of a checkout: a ticket, also one that is void by now, or why there was none. */
export type AnswerToPayment = { ticketId: string | null; unavailableReason: string | null };

/** What was answered to the payment of a checkout; nothing of either while it has not been answered. */
export async function answerToPayment(
  db: Queryable<typeof schema>,
  checkoutId: string,
): Promise<AnswerToPayment> {
  const bought = await findTicketOfCheckout(db, checkoutId);
  const checkout = await findCheckout(db, checkoutId);
  return {
    ticketId: bought?.issuedAt ? bought.id : null,
    unavailableReason: checkout?.unavailableReason ?? null,
  };
}

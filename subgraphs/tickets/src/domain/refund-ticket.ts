import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { lockCheckout, updateCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { wantedBy, type ToldCheckout } from './bought-ticket.ts';
import { takeBackTicket } from './take-back-ticket.ts';

/** Cancels the ticket of a checkout whose payment has gone back; one that is told to be paid afterwards gets none. */
export async function refundTicket(
  tx: Queryable<typeof schema>,
  refunded: ToldCheckout,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  if (!wantedBy(refunded)) return;
  const { checkoutId } = refunded;
  await lockCheckout(tx, checkoutId);
  await updateCheckout(tx, checkoutId, { isRefunded: true });
  await takeBackTicket(tx, checkoutId, 'REFUNDED', now, headers);
}

import { appendEvents } from '@arena/events';
import { DAY_MS, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { findAnswer } from './ask-tickets.ts';
import { commitChange, type Change } from './change-checkout.ts';
import { paidEvent } from './checkout-events.ts';
import { completeSale } from './complete-sale.ts';
import { payBack } from './pay-back.ts';
import { refuseSale } from './refuse-sale.ts';

/** For how long tickets may leave a payment without an answer. */
const ANSWER_WITHIN_MS = DAY_MS;

/** Tells tickets again of a payment that it has not answered, and in the end gives the money back. */
async function tellAgain(
  app: App,
  tx: Queryable<typeof schema>,
  checkoutId: string,
): Promise<Change | undefined> {
  const checkout = await lockCheckout(tx, checkoutId);
  if (checkout?.status !== 'PROCESSING' || !checkout.paidAt) return undefined;
  const waitedMs = app.now().getTime() - checkout.paidAt.getTime();
  if (waitedMs > ANSWER_WITHIN_MS) return payBack(app, tx, checkout, 'NOT_ISSUED', {});
  await appendEvents(tx, [paidEvent(checkout)]);
  return undefined;
}

/**
 * Goes on with a paid sale of whose ticket nothing has been heard: tickets is asked what it has answered, since that
 * may be lost, and told again if nothing. No money goes back for want of an answer that was never asked for.
 * @throws SubgraphUnavailable
 */
export async function pressForTicket(app: App, { id: checkoutId }: CheckoutRow): Promise<void> {
  const { ticketId, unavailableReason: reason } = await findAnswer(app, checkoutId);
  await commitChange(app, (tx) => {
    if (ticketId !== null) return completeSale(app, tx, { checkoutId, ticketId }, {});
    if (reason !== null) return refuseSale(app, tx, { checkoutId, reason }, {});
    return tellAgain(app, tx, checkoutId);
  });
}

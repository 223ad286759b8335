import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { findOpenGifts, findOpenSales } from '../db/open-sale-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { closeSession } from './close-session.ts';
import { openCheckout, resumeCheckout } from './open-checkout.ts';
import type { Order, Quote } from './order.ts';
import { findRepeated } from './repeated-order.ts';
import { storeOrder } from './store-order.ts';

/** Closes the buyer's checkouts whose time to pay is over, so that none stands in the way until its webhook has come. */
async function closeLapsed(app: App, { type, buyerId }: Order, headers: MessageHeaders): Promise<void> {
  const open = await (type === 'DONATION' ? findOpenGifts : findOpenSales)(app.db, buyerId);
  const lapsed = open.filter(({ expiresAt }) => expiresAt <= app.now());
  const closing = lapsed.map((checkout) =>
    closeSession(app, checkout, headers).catch((error: unknown) =>
      app.logger.warn({ err: error, checkoutId: checkout.id }, 'a lapsed checkout is not closed yet'),
    ),
  );
  await Promise.all(closing);
}

/**
 * Opens the checkout of an order, or returns the one that was opened for the same order before.
 * @param quote asks what it costs, and may refuse
 * @throws NotFound, PaymentFailed, SubgraphUnavailable, what the quote and tickets refuse by,
 *   Conflict (IDEMPOTENCY_KEY_REUSED, SALE_CLOSED, CHECKOUT_OPEN, TOO_MANY_LAPSED)
 */
export async function placeOrder(
  app: App,
  order: Order,
  quote: () => Promise<Quote>,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  const repeated = await findRepeated(app.db, order);
  if (repeated) return resumeCheckout(app, repeated, headers);
  const quoted = await quote();
  await closeLapsed(app, order, headers);
  const { checkout, isNew } = await app.transact((tx) => storeOrder(app, tx, order, quoted));
  return isNew ? openCheckout(app, checkout, 'FIRST', headers) : resumeCheckout(app, checkout, headers);
}

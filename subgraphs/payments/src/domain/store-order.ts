import { activeTraceparent, type Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { insertCheckout } from '../db/checkout-store.ts';
import { lockBuyer } from '../db/open-sale-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { requireOpen } from './open-for-orders.ts';
import { newCheckout, type Order, type Quote } from './order.ts';
import { findRepeated } from './repeated-order.ts';
import { requireWithinLimits } from './sale-limits.ts';

/** The checkout of an order, and whether it is this call that has stored it. */
export type StoredOrder = { checkout: CheckoutRow; isNew: boolean };

/**
 * Stores the checkout of an order at its price; of several at once with one key it is one.
 * @throws NotFound, Conflict (IDEMPOTENCY_KEY_REUSED, SALE_CLOSED, CHECKOUT_OPEN, TOO_MANY_LAPSED)
 */
export async function storeOrder(
  { now, provider, settings }: App,
  tx: Queryable<typeof schema>,
  order: Order,
  quote: Quote,
): Promise<StoredOrder> {
  await lockBuyer(tx, order.buyerId);
  const repeated = await findRepeated(tx, order);
  if (repeated) return { checkout: repeated, isNew: false };
  await requireOpen(tx, order, quote.tournamentId);
  const { lookAgainMs } = settings;
  const checkout = newCheckout(order, quote, {
    ...{ provider: provider.name, now: now(), lookAgainMs },
    traceparent: activeTraceparent(),
  });
  await requireWithinLimits(tx, checkout, now());
  await insertCheckout(tx, checkout);
  return { checkout, isNew: true };
}

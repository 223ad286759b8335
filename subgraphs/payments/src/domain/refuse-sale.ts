import type { EventPayload, MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import type { Change } from './change-checkout.ts';
import { payBack } from './pay-back.ts';

/** Has the money of a checkout go back whose ticket cannot be issued; undefined where there is no such checkout. */
export async function refuseSale(
  app: App,
  tx: Queryable<typeof schema>,
  { checkoutId, reason }: EventPayload<'tickets.unavailable'>,
  headers: MessageHeaders,
): Promise<Change | undefined> {
  const checkout = await lockCheckout(tx, checkoutId);
  return checkout && payBack(app, tx, checkout, reason, headers);
}

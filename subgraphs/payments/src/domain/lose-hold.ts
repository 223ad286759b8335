import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import { changeCheckout, type Change } from './change-checkout.ts';
import { toClose } from './pay-back.ts';

/** Why a checkout is being closed whose ticket is held no longer. */
export const HOLD_ENDED = 'HOLD_ENDED';

/** Has a checkout closed whose ticket is held for it no more; undefined where there is no such checkout. */
export async function loseHold(
  app: App,
  tx: Queryable<typeof schema>,
  checkoutId: string,
  headers: MessageHeaders,
): Promise<Change | undefined> {
  const checkout = await lockCheckout(tx, checkoutId);
  if (!checkout) return undefined;
  return changeCheckout(app, tx, checkout, toClose(checkout, HOLD_ENDED, app.now()), headers);
}

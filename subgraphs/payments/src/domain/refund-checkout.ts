import {
  Conflict,
  NotFound,
  parseId,
  parseInput,
  PLATFORM_ADMIN,
  requireScope,
  type Caller,
} from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { commitChange } from './change-checkout.ts';
import { refundReasonSchema } from './checkout-schemas.ts';
import { payBack } from './pay-back.ts';

/** @throws Conflict INVALID_STATE for a checkout whose money is not here to be given back */
function requireRefundable({ paidAt, dispute, refundedAt }: CheckoutRow): void {
  if (!paidAt) throw new Conflict('INVALID_STATE', 'Nothing has been paid');
  if (dispute === 'OPEN' && !refundedAt) {
    throw new Conflict(
      'INVALID_STATE',
      'The payment is disputed, and is not given back before that has ended',
    );
  }
}

/**
 * Has the money of a checkout go back, and its ticket be taken, once; again, it returns the checkout as it is.
 * @throws Unauthenticated, Forbidden, BadUserInput, NotFound, Conflict INVALID_STATE
 */
export async function refundCheckout(
  app: App,
  caller: Caller,
  input: { checkoutId: string; reason: string },
): Promise<CheckoutRow> {
  requireScope(caller, PLATFORM_ADMIN);
  const id = parseId(input.checkoutId, 'checkoutId');
  const reason = parseInput(refundReasonSchema, input.reason, 'reason');
  const refunded = await commitChange(app, async (tx) => {
    const checkout = await lockCheckout(tx, id);
    if (!checkout) return undefined;
    requireRefundable(checkout);
    return payBack(app, tx, checkout, reason, caller);
  });
  if (!refunded) throw new NotFound('Checkout');
  return refunded;
}

import { NotFound, parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findOwnCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';

/**
 * The caller's own checkout; another's is none.
 * @throws Unauthenticated, BadUserInput, NotFound
 */
export async function requireOwnCheckout(
  { db }: App,
  caller: Caller,
  checkoutId: string,
): Promise<CheckoutRow> {
  const { userId } = requireSignedIn(caller);
  const checkout = await findOwnCheckout(db, parseId(checkoutId, 'checkoutId'), userId);
  if (!checkout) throw new NotFound('Checkout');
  return checkout;
}

import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { CALLED_OFF } from './apply-session.ts';
import { releaseTicket } from './ask-tickets.ts';
import { changeCheckout, commitChange } from './change-checkout.ts';
import { closeSession } from './close-session.ts';
import { toPaymentFailure } from './errors.ts';
import { requireOwnCheckout } from './require-own-checkout.ts';

/** Notes that the buyer calls a checkout off, so that it is closed whatever becomes of this process. */
async function noteCalledOff(app: App, id: string, caller: Caller): Promise<CheckoutRow | undefined> {
  return commitChange(app, async (tx) => {
    const checkout = await lockCheckout(tx, id);
    if (checkout?.status !== 'PENDING') return checkout && { before: checkout, after: checkout };
    const now = app.now();
    const lookAt = new Date(now.getTime() + app.settings.lookAgainMs);
    return changeCheckout(app, tx, checkout, { closeDueAt: now, reason: CALLED_OFF, lookAt }, caller);
  });
}

/**
 * Calls the caller's own checkout off: its session is closed at the provider, its ticket is free again. One that was
 * paid meanwhile stands, and one that has ended stays as it is.
 * @throws Unauthenticated, BadUserInput, NotFound; PaymentFailed when the provider does not answer: the checkout is
 *   called off as soon as it does
 */
export async function cancelCheckout(app: App, caller: Caller, checkoutId: string): Promise<CheckoutRow> {
  const own = await requireOwnCheckout(app, caller, checkoutId);
  const noted = (await noteCalledOff(app, own.id, caller)) ?? own;
  if (noted.status !== 'PENDING') return noted;
  const closed = await closeSession(app, noted, caller).catch((error: unknown) => {
    throw toPaymentFailure(error);
  });
  if (closed.status === 'CANCELED') await releaseTicket(app, closed, caller);
  return closed;
}

import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { findCheckout, lockCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { takeNews } from './apply-news.ts';
import { statusWhenClosed } from './apply-session.ts';
import { changeCheckout, commitChange } from './change-checkout.ts';

/** Closes a checkout that has no session to be closed; undefined where it has got one, or is open no more. */
const closeUnopened = (
  app: App,
  { id }: CheckoutRow,
  headers: MessageHeaders,
): Promise<CheckoutRow | undefined> =>
  commitChange(app, async (tx) => {
    const checkout = await lockCheckout(tx, id);
    if (checkout?.status !== 'PENDING' || checkout.sessionId !== null) return undefined;
    const closed = { status: statusWhenClosed(checkout), closeDueAt: null };
    return changeCheckout(app, tx, checkout, closed, headers);
  });

/**
 * Has a checkout be paid no more: its session is closed at the provider first, and what was paid in it meanwhile
 * counts. The checkout as it is then.
 * @throws ProviderUnavailable, ProviderRefused
 */
export async function closeSession(
  app: App,
  checkout: CheckoutRow,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  if (checkout.sessionId !== null) {
    const session = await app.provider.expireSession(checkout.sessionId);
    return takeNews(app, checkout, { session }, headers);
  }
  const closed = await closeUnopened(app, checkout, headers);
  if (closed) return closed;
  const current = await findCheckout(app.db, checkout.id);
  if (!current) return checkout;
  return current.status === 'PENDING' ? closeSession(app, current, headers) : current;
}

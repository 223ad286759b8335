import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { findCheckout, lockCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { ProviderRefused } from '../providers/errors.ts';
import type { ProviderSession } from '../providers/provider.ts';
import { takeNews } from './apply-news.ts';
import { statusWhenClosed } from './apply-session.ts';
import { changeCheckout, commitChange } from './change-checkout.ts';
import { isWithProvider } from './with-provider.ts';

/** Closes a checkout whose session, which it may not have, need not be closed; undefined where it has moved on. */
const closeUnasked = (
  app: App,
  { id, sessionId }: CheckoutRow,
  headers: MessageHeaders,
): Promise<CheckoutRow | undefined> =>
  commitChange(app, async (tx) => {
    const checkout = await lockCheckout(tx, id);
    if (checkout?.status !== 'PENDING' || checkout.sessionId !== sessionId) return undefined;
    const closed = { status: statusWhenClosed(checkout), closeDueAt: null };
    return changeCheckout(app, tx, checkout, closed, headers);
  });

/**
 * The session of a checkout, closed at the provider; undefined where there is none that could be: it has not been
 * opened, or is with another provider or account than the one in use.
 */
async function expireSession(app: App, checkout: CheckoutRow): Promise<ProviderSession | undefined> {
  const { id: checkoutId, sessionId } = checkout;
  if (sessionId === null) return undefined;
  if (!isWithProvider(app, checkout)) {
    app.logger.warn({ checkoutId }, 'a checkout is closed whose session is with another provider');
    return undefined;
  }
  return app.provider.expireSession(sessionId).catch((error: unknown) => {
    if (!(error instanceof ProviderRefused) || error.code !== 'resource_missing') throw error;
    app.logger.warn({ checkoutId }, 'a checkout is closed whose session the provider does not know');
    return undefined;
  });
}

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
  const session = await expireSession(app, checkout);
  if (session) return takeNews(app, checkout, { session }, headers);
  const closed = await closeUnasked(app, checkout, headers);
  if (closed) return closed;
  const current = await findCheckout(app.db, checkout.id);
  if (!current) return checkout;
  return current.status === 'PENDING' ? closeSession(app, current, headers) : current;
}

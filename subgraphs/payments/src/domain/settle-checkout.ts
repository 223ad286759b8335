import { DAY_MS } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { updateCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { fetchNews, takeNews } from './apply-news.ts';
import { isUnsettled } from './checkout-status.ts';
import { closeSession } from './close-session.ts';
import { abandonStale } from './open-checkout.ts';
import { pressForTicket } from './press-for-ticket.ts';
import { requestRefund } from './request-refund.ts';
import { isWithProvider } from './with-provider.ts';

/** Tells the log of money that lies with a provider who is not asked any more, once a day. */
async function warnOfStranded(
  { db, logger, now }: App,
  { id: checkoutId, provider }: CheckoutRow,
): Promise<void> {
  logger.error({ checkoutId, provider }, 'a payment waits for a provider that is not in use');
  await updateCheckout(db, checkoutId, { lookAt: new Date(now().getTime() + DAY_MS) });
}

async function lookAgain(app: App, checkout: CheckoutRow): Promise<void> {
  await takeNews(app, checkout, await fetchNews(app, checkout), {});
}

async function settlePending(app: App, checkout: CheckoutRow): Promise<void> {
  const isOver = checkout.closeDueAt !== null || checkout.expiresAt <= app.now();
  if (isOver) await closeSession(app, checkout, {});
  else if (!isWithProvider(app, checkout)) return;
  else if (checkout.sessionId === null) await abandonStale(app, checkout, {});
  else await lookAgain(app, checkout);
}

/**
 * Does for a checkout what is due, whatever has or has not been heard of it: closes its session, asks the provider
 * about it, has its money go back, or gives it up.
 * @throws ProviderUnavailable, ProviderRefused
 */
export async function settleCheckout(app: App, checkout: CheckoutRow): Promise<void> {
  const { status, paidAt } = checkout;
  if (status === 'PENDING') return settlePending(app, checkout);
  if (status === 'PROCESSING' && paidAt) return pressForTicket(app, checkout);
  if (isUnsettled(status) && !isWithProvider(app, checkout)) return warnOfStranded(app, checkout);
  switch (status) {
    case 'PROCESSING':
    case 'DISPUTED':
      return lookAgain(app, checkout);
    case 'REFUNDING':
      return requestRefund(app, checkout);
    default:
      return undefined;
  }
}

import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { fetchNews, takeNews } from './apply-news.ts';
import { toPaymentFailure } from './errors.ts';
import { requireOwnCheckout } from './require-own-checkout.ts';

/**
 * Asks the provider about the caller's own checkout now, instead of waiting for its webhook.
 * @throws Unauthenticated, BadUserInput, NotFound, PaymentFailed
 */
export async function confirmCheckout(app: App, caller: Caller, checkoutId: string): Promise<CheckoutRow> {
  const own = await requireOwnCheckout(app, caller, checkoutId);
  const news = await fetchNews(app, own).catch((error: unknown) => {
    throw toPaymentFailure(error);
  });
  return takeNews(app, own, news, caller);
}

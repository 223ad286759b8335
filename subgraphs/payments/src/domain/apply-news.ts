import type { MessageHeaders } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCheckout } from '../db/checkout-store.ts';
import type * as schema from '../db/schema.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { ProviderPayment, ProviderSession } from '../providers/provider.ts';
import { learnFromPayment } from './apply-payment.ts';
import { learnFromSession } from './apply-session.ts';
import { changeCheckout, commitChange, type Change, type Learnt } from './change-checkout.ts';

type Tx = Queryable<typeof schema>;

/** What the provider has just said of a checkout. */
export type News = { session?: ProviderSession | undefined; payment?: ProviderPayment | undefined };

/**
 * Takes over what the provider says of a checkout, wherever that was learnt, however often and in whatever order.
 * @returns undefined where there is no such checkout
 */
export async function applyNews(
  app: App,
  tx: Tx,
  checkoutId: string,
  { session, payment }: News,
  headers: MessageHeaders,
): Promise<Change | undefined> {
  const checkout = await lockCheckout(tx, checkoutId);
  if (!checkout) return undefined;
  const learnt: Learnt = session ? await learnFromSession(app, tx, checkout, session) : {};
  if (payment) Object.assign(learnt, await learnFromPayment(app, tx, { ...checkout, ...learnt }, payment));
  return changeCheckout(app, tx, checkout, learnt, headers);
}

/** The same in a transaction of its own; the checkout as it is then. */
export async function takeNews(
  app: App,
  checkout: CheckoutRow,
  news: News,
  headers: MessageHeaders,
): Promise<CheckoutRow> {
  const changed = await commitChange(app, (tx) => applyNews(app, tx, checkout.id, news, headers));
  return changed ?? checkout;
}

/** Asks the provider about a checkout; nothing is to be said of one without a session. */
export async function fetchNews({ provider }: App, checkout: CheckoutRow): Promise<News> {
  const { sessionId, paidAt, paymentId } = checkout;
  if (paidAt && paymentId) return { payment: await provider.findPayment(paymentId) };
  return sessionId === null ? {} : { session: await provider.findSession(sessionId) };
}

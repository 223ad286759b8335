import type { MessageHeaders } from '@arena/events';
import type { App } from '../app.ts';
import { findCheckout } from '../db/checkout-store.ts';
import { isHandled, rememberHandled } from '../db/provider-event-store.ts';
import type { ProviderEvent } from '../providers/provider.ts';
import { applyNews, type News } from './apply-news.ts';
import { commitChange } from './change-checkout.ts';
import { payBackStray } from './pay-back-stray.ts';

type Told = { checkoutId: string | null; news: News };

/** What the provider says now of what a webhook is about; what the webhook itself says is not relied on. */
async function fetchSubject(app: App, subject: NonNullable<ProviderEvent['subject']>): Promise<Told> {
  const { db, provider } = app;
  if (subject.kind === 'SESSION') {
    const session = await provider.findSession(subject.sessionId);
    await payBackStray(app, session);
    return { checkoutId: session.checkoutId, news: { session } };
  }
  const payment = await provider.findPayment(subject.paymentId);
  const { checkoutId } = payment;
  const checkout = checkoutId === null ? undefined : await findCheckout(db, checkoutId);
  // news of its refund or dispute may overtake those of the payment itself
  const isNews = checkout && !checkout.paidAt && checkout.sessionId !== null;
  const session = isNews ? await provider.findSession(checkout.sessionId as string) : undefined;
  return { checkoutId, news: { session, payment } };
}

/**
 * Acts upon a verified webhook: looks at its subject again at the provider, and takes over what that says. Each counts
 * once, however often it comes, since it is remembered in the transaction that holds what it changes.
 * @throws ProviderUnavailable, ProviderRefused: then nothing is remembered, and the webhook is to come again
 */
export async function handleWebhook(
  app: App,
  { id, type, subject }: ProviderEvent,
  headers: MessageHeaders = {},
): Promise<void> {
  const { name: provider } = app.provider;
  if (subject === null || (await isHandled(app.db, provider, id))) return;
  const { checkoutId, news } = await fetchSubject(app, subject);
  if (checkoutId === null) return;
  await commitChange(app, async (tx) => {
    const isNew = await rememberHandled(tx, { provider, id, type, receivedAt: app.now() });
    return isNew ? applyNews(app, tx, checkoutId, news, headers) : undefined;
  });
  app.failpoint('after-webhook-commit');
}

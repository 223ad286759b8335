import type { App } from '../app.ts';
import { updateCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import { ProviderFaulty, ProviderRefused } from '../providers/errors.ts';
import type { ProviderPayment, ProviderRefund } from '../providers/provider.ts';
import { takeNews } from './apply-news.ts';
import { warnOfFailedRefund } from './warn-of-failed-refund.ts';

/**
 * The key of an attempt: the same until it is known to have failed, be it that a refund has, or that the provider has
 * made none.
 */
function keyOf({ id, refundsRefused }: CheckoutRow, { refunds }: ProviderPayment): string {
  const failed = refunds.filter(({ status }) => status === 'FAILED');
  const failures = failed.length + refundsRefused;
  return `checkout:${id}:refund${failures === 0 ? '' : `-${failures + 1}`}`;
}

/** Takes note of a no or a fault: it would be answered again under its key. What has no answer may still be made. */
async function countRefusal({ db }: App, { id, refundsRefused }: CheckoutRow, error: unknown): Promise<void> {
  if (!(error instanceof ProviderRefused || error instanceof ProviderFaulty)) return;
  await updateCheckout(db, id, { refundsRefused: refundsRefused + 1 });
}

/** Asks for the money of a payment to go back, unless it is on its way; the refund by which it goes. */
async function ask(app: App, checkout: CheckoutRow, payment: ProviderPayment): Promise<ProviderRefund> {
  const onItsWay = payment.refunds.find(({ status }) => status === 'PENDING');
  if (onItsWay) return onItsWay;
  const asked = { paymentId: payment.id, checkoutId: checkout.id };
  const asking = app.provider.refund(asked, keyOf(checkout, payment));
  const refund = await asking.catch(async (error: unknown) => {
    await countRefusal(app, checkout, error);
    throw error;
  });
  app.failpoint('after-refund-asked');
  return refund;
}

/**
 * Sees to it that the money of a checkout goes back: asks the provider for it, and takes note once it has gone. Safe to
 * repeat, until it has.
 * @throws ProviderUnavailable, ProviderRefused
 */
export async function requestRefund(app: App, checkout: CheckoutRow): Promise<void> {
  const { paymentId } = checkout;
  if (paymentId === null) throw new Error(`Checkout ${checkout.id} is paid without a payment`);
  const payment = await app.provider.findPayment(paymentId);
  const current = await takeNews(app, checkout, { payment }, {});
  if (current.status !== 'REFUNDING') return;
  const refund = await ask(app, current, payment);
  if (refund.status === 'FAILED') return warnOfFailedRefund(app, checkout, refund);
  await updateCheckout(app.db, checkout.id, { refundId: refund.id });
  if (refund.status !== 'SUCCEEDED') return;
  await takeNews(app, current, { payment: await app.provider.findPayment(paymentId) }, {});
}

import type { App } from '../app.ts';
import { updateCheckout } from '../db/checkout-store.ts';
import type { CheckoutRow } from '../db/schema.ts';
import type { ProviderPayment, ProviderRefund } from '../providers/provider.ts';
import { takeNews } from './apply-news.ts';
import { warnOfFailedRefund } from './warn-of-failed-refund.ts';

/** The key of an attempt: the same until it is known to have failed. */
const keyOf = (checkout: CheckoutRow, failures: number): string =>
  `checkout:${checkout.id}:refund${failures === 0 ? '' : `-${failures + 1}`}`;

/** Asks for the money of a payment to go back, unless it is on its way; the refund by which it goes. */
async function ask(app: App, checkout: CheckoutRow, payment: ProviderPayment): Promise<ProviderRefund> {
  const onItsWay = payment.refunds.find(({ status }) => status === 'PENDING');
  if (onItsWay) return onItsWay;
  const failures = payment.refunds.filter(({ status }) => status === 'FAILED');
  const asked = { paymentId: payment.id, checkoutId: checkout.id };
  const refund = await app.provider.refund(asked, keyOf(checkout, failures.length));
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

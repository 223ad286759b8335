import type Stripe from 'stripe';
import { checkoutIdOf } from '../checkout-metadata.ts';
import type { ProviderDispute, ProviderPayment, ProviderRefund } from '../provider.ts';

const REFUND_STATUS: Record<string, ProviderRefund['status']> = {
  succeeded: 'SUCCEEDED',
  failed: 'FAILED',
  canceled: 'FAILED',
};

/** A refund as Stripe has it. */
export const providerRefund = (refund: Stripe.Refund): ProviderRefund => ({
  id: refund.id,
  amountMinor: refund.amount,
  status: REFUND_STATUS[refund.status ?? ''] ?? 'PENDING',
  reason: refund.failure_reason ?? null,
});

/** An inquiry takes no money; one that is closed without becoming a dispute has changed nothing, nor has one refunded ahead. */
const DISPUTE_STATUS: Record<string, ProviderDispute['status'] | null> = {
  won: 'WON',
  lost: 'LOST',
  warning_closed: 'WON',
  prevented: null,
};

/** A dispute as Stripe has it; none for what has changed nothing from the first. */
function providerDispute(payment: Stripe.PaymentIntent, dispute: Stripe.Dispute): ProviderDispute[] {
  const { id, amount, currency } = dispute;
  const status = dispute.status in DISPUTE_STATUS ? DISPUTE_STATUS[dispute.status] : 'OPEN';
  if (!status) return [];
  // in a currency that is not the payment's, nothing says how much of it is meant
  return [{ id, amountMinor: currency === payment.currency ? amount : payment.amount, status }];
}

/** A payment as Stripe has it, with all its refunds and disputes, the latest first. */
export function providerPayment(
  payment: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[],
  disputes: readonly Stripe.Dispute[],
): ProviderPayment {
  const made = refunds.map(providerRefund);
  return {
    id: payment.id,
    checkoutId: checkoutIdOf(payment.metadata),
    refundedMinor: made
      .filter(({ status }) => status === 'SUCCEEDED')
      .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    refunds: made,
    disputes: disputes.flatMap((dispute) => providerDispute(payment, dispute)),
  };
}

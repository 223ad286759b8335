import type Stripe from 'stripe';
import { checkoutIdOf } from '../checkout-metadata.ts';
import type { ProviderPayment, ProviderRefund } from '../provider.ts';

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
const DISPUTE: Record<string, ProviderPayment['dispute']> = {
  won: 'WON',
  lost: 'LOST',
  warning_closed: 'WON',
  prevented: null,
};

const disputeState = ({ status }: Stripe.Dispute): ProviderPayment['dispute'] =>
  status in DISPUTE ? (DISPUTE[status] ?? null) : 'OPEN';

/** The dispute of a payment with several: what is open or lost counts for more than what was won. */
function worstOf(disputes: readonly Stripe.Dispute[]): ProviderPayment['dispute'] {
  const states = disputes.map(disputeState);
  return (['OPEN', 'LOST', 'WON'] as const).find((state) => states.includes(state)) ?? null;
}

/** A payment as Stripe has it, with all its refunds, the latest first, and disputes. */
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
    dispute: worstOf(disputes),
  };
}

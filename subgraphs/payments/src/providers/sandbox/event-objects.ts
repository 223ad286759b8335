import type { SandboxDisputeRow, SandboxRefundRow, SandboxSessionRow } from '../../db/schema.ts';
import { checkoutMetadata } from '../checkout-metadata.ts';
import { refundedMinor } from './session-state.ts';

// what events tell of, in the words of Stripe

const seconds = (at: Date): number => Math.floor(at.getTime() / 1_000);

export const sessionObject = (session: SandboxSessionRow) => ({
  id: session.id,
  object: 'checkout.session',
  livemode: false,
  status: session.status.toLowerCase(),
  payment_status: session.paymentStatus === 'SUCCEEDED' ? 'paid' : 'unpaid',
  payment_intent: session.paymentId,
  amount_total: session.amountMinor,
  currency: session.currency.toLowerCase(),
  client_reference_id: session.checkoutId,
  metadata: checkoutMetadata(session.checkoutId),
  created: seconds(session.createdAt),
  expires_at: seconds(session.expiresAt),
});

export const chargeObject = (session: SandboxSessionRow, refunds: readonly SandboxRefundRow[]) => ({
  id: session.paymentId?.replace(/^pi_/, 'ch_') ?? null,
  object: 'charge',
  livemode: false,
  payment_intent: session.paymentId,
  amount: session.amountMinor,
  amount_refunded: refundedMinor(refunds),
  refunded: refundedMinor(refunds) === session.amountMinor,
  currency: session.currency.toLowerCase(),
  metadata: checkoutMetadata(session.checkoutId),
});

export const refundObject = (session: SandboxSessionRow, refund: SandboxRefundRow) => ({
  id: refund.id,
  object: 'refund',
  payment_intent: refund.paymentId,
  amount: refund.amountMinor,
  currency: session.currency.toLowerCase(),
  status: refund.status.toLowerCase(),
  failure_reason: refund.reason,
  metadata: checkoutMetadata(session.checkoutId),
});

const DISPUTE_STATUS = { OPEN: 'needs_response', WON: 'won', LOST: 'lost' };

export const disputeObject = (session: SandboxSessionRow, dispute: SandboxDisputeRow) => ({
  id: dispute.id,
  object: 'dispute',
  livemode: false,
  payment_intent: dispute.paymentId,
  amount: dispute.amountMinor,
  currency: session.currency.toLowerCase(),
  status: DISPUTE_STATUS[dispute.status],
});

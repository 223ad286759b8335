import { randomBytes } from 'node:crypto';
import type Stripe from 'stripe';

// what the double keeps of the objects of Stripe's API, under their names there

export type SessionObject = Pick<
  Stripe.Checkout.Session,
  | 'id'
  | 'object'
  | 'amount_total'
  | 'cancel_url'
  | 'client_reference_id'
  | 'created'
  | 'currency'
  | 'expires_at'
  | 'livemode'
  | 'metadata'
  | 'mode'
  | 'payment_status'
  | 'status'
  | 'success_url'
  | 'url'
> & { payment_intent: string | null };

export type PaymentObject = Pick<
  Stripe.PaymentIntent,
  'id' | 'object' | 'amount' | 'created' | 'currency' | 'livemode' | 'metadata' | 'status'
> & { last_payment_error: { code: string; decline_code: string } | null; latest_charge: string };

export type ChargeObject = Pick<
  Stripe.Charge,
  | 'id'
  | 'object'
  | 'amount'
  | 'amount_refunded'
  | 'currency'
  | 'disputed'
  | 'livemode'
  | 'metadata'
  | 'refunded'
> & { payment_intent: string };

export type RefundObject = Pick<
  Stripe.Refund,
  'id' | 'object' | 'amount' | 'currency' | 'metadata' | 'status'
> & {
  charge: string;
  payment_intent: string;
  failure_reason?: string;
};

export type DisputeObject = Pick<
  Stripe.Dispute,
  'id' | 'object' | 'amount' | 'currency' | 'livemode' | 'status'
> & { charge: string; payment_intent: string };

/** A new id in Stripe's manner. */
export const newObjectId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

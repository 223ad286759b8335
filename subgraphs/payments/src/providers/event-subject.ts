import { z } from 'zod';
import { checkoutIdOf } from './checkout-metadata.ts';
import { WebhookRefused } from './errors.ts';
import type { ProviderEvent } from './provider.ts';

const SESSION_EVENTS = new Set([
  'checkout.session.completed',
  'checkout.session.async_payment_succeeded',
  'checkout.session.async_payment_failed',
  'checkout.session.expired',
]);

/** Of charges, refunds and disputes, each of which names its payment. */
const PAYMENT_EVENTS = new Set([
  'charge.refunded',
  'charge.refund.updated',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.closed',
]);

const sessionSchema = z.object({ id: z.string().min(1), metadata: z.unknown().optional() });
/** The payment is null for a charge that was not taken through one, which is none of ours. */
const ofPaymentSchema = z.object({ payment_intent: z.string().min(1).nullable() });

function read<S extends z.ZodType>(schema: S, object: unknown): z.output<S> {
  const parsed = schema.safeParse(object);
  if (!parsed.success) throw new WebhookRefused('MALFORMED');
  return parsed.data;
}

/** A session of something else that the account sells is no concern of ours. */
function sessionSubject(object: unknown): ProviderEvent['subject'] {
  const { id, metadata } = read(sessionSchema, object);
  return checkoutIdOf(metadata) === null ? null : { kind: 'SESSION', sessionId: id };
}

function paymentSubject(object: unknown): ProviderEvent['subject'] {
  const { payment_intent: paymentId } = read(ofPaymentSchema, object);
  return paymentId === null ? null : { kind: 'PAYMENT', paymentId };
}

/**
 * Which session or payment an event is about; null for an event that tells nothing of ours.
 * @throws WebhookRefused MALFORMED for an object that is not what the event's type says
 */
export function eventSubject(type: string, object: unknown): ProviderEvent['subject'] {
  if (SESSION_EVENTS.has(type)) return sessionSubject(object);
  return PAYMENT_EVENTS.has(type) ? paymentSubject(object) : null;
}

import Stripe from 'stripe';
import { z } from 'zod';
import { WebhookRefused } from './errors.ts';
import { eventSubject } from './event-subject.ts';
import type { ProviderEvent } from './provider.ts';

const TOLERANCE_SECONDS = 300;

/** What is read of an event; Stripe has much more to say. */
const eventSchema = z.object({
  id: z.string().min(1),
  object: z.literal('event'),
  type: z.string().min(1),
  livemode: z.boolean(),
  data: z.object({ object: z.record(z.string(), z.unknown()) }),
});

export type WebhookTrust = {
  secret: string;
  /** whether events of the live mode are believed, or those of the test mode */
  isLive: boolean;
  now: () => Date;
};

const isSigned = (body: Buffer, signature: string, secret: string): boolean => {
  try {
    // no tolerance: when it was signed is looked at apart
    return Stripe.webhooks.signature?.verifyHeader(body, signature, secret, 0) === true;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return false;
    throw error;
  }
};

/** The event of a signed body, as JSON has it. */
function construct(body: Buffer, signature: string, { secret, now }: WebhookTrust): unknown {
  try {
    return Stripe.webhooks.constructEvent(
      body,
      signature,
      secret,
      TOLERANCE_SECONDS,
      undefined,
      now().getTime(),
    );
  } catch (error) {
    const isStale = error instanceof Stripe.errors.StripeSignatureVerificationError;
    throw new WebhookRefused(isStale ? 'STALE' : 'MALFORMED');
  }
}

/**
 * Reads a webhook signed as Stripe signs.
 * @throws WebhookRefused
 */
export function readSignedWebhook(
  trust: WebhookTrust,
  body: Buffer,
  signature: string | undefined,
): ProviderEvent {
  if (!signature) throw new WebhookRefused('UNSIGNED');
  if (!isSigned(body, signature, trust.secret)) throw new WebhookRefused('BAD_SIGNATURE');
  const parsed = eventSchema.safeParse(construct(body, signature, trust));
  if (!parsed.success) throw new WebhookRefused('MALFORMED');
  const { id, type, livemode, data } = parsed.data;
  if (livemode !== trust.isLive) throw new WebhookRefused('WRONG_MODE');
  return { id, type, subject: eventSubject(type, data.object) };
}

import type Stripe from 'stripe';
import { checkoutMetadata } from '../checkout-metadata.ts';
import { ProviderRefused } from '../errors.ts';
import type { PaymentProvider, ProviderRefund, ProviderSession } from '../provider.ts';
import { readSignedWebhook, type WebhookTrust } from '../read-signed-webhook.ts';
import { asking } from './asking-stripe.ts';
import { providerPayment, providerRefund } from './stripe-payment.ts';
import { providerSession, sessionParams, WITH_PAYMENT } from './stripe-session.ts';

/** Enough for one payment: only a few may be refunded in more parts. */
const PAGE = 100;

const findSession = async ({ checkout }: Stripe, id: string): Promise<ProviderSession> =>
  providerSession(await asking(checkout.sessions.retrieve(id, { expand: WITH_PAYMENT })));

async function expireSession(stripe: Stripe, id: string): Promise<ProviderSession> {
  try {
    return providerSession(await asking(stripe.checkout.sessions.expire(id, { expand: WITH_PAYMENT })));
  } catch (error) {
    if (!(error instanceof ProviderRefused)) throw error;
    // Stripe expires none but an open one; what another has become is no failure
    const session = await findSession(stripe, id);
    if (session.state.status === 'OPEN') throw error;
    return session;
  }
}

const refundsOf = (stripe: Stripe, paymentId: string): Promise<Stripe.Refund[]> =>
  asking(
    stripe.refunds.list({ payment_intent: paymentId, limit: PAGE }).autoPagingToArray({ limit: 10 * PAGE }),
  );

async function refund(
  stripe: Stripe,
  { paymentId, checkoutId }: { paymentId: string; checkoutId: string },
  idempotencyKey: string,
): Promise<ProviderRefund> {
  const params = { payment_intent: paymentId, metadata: checkoutMetadata(checkoutId) };
  try {
    return providerRefund(await asking(stripe.refunds.create(params, { idempotencyKey })));
  } catch (error) {
    if (!(error instanceof ProviderRefused) || error.code !== 'charge_already_refunded') throw error;
    // a key is forgotten after a day, and a refund may have been made by hand
    const done = (await refundsOf(stripe, paymentId))
      .map(providerRefund)
      .find(({ status }) => status !== 'FAILED');
    if (!done) throw error;
    return done;
  }
}

async function findPayment(stripe: Stripe, paymentId: string) {
  const [payment, refunds, disputes] = await Promise.all([
    asking(stripe.paymentIntents.retrieve(paymentId)),
    refundsOf(stripe, paymentId),
    asking(stripe.disputes.list({ payment_intent: paymentId, limit: PAGE })),
  ]);
  return providerPayment(payment, refunds, disputes.data);
}

/** Stripe, by its Checkout sessions. */
export const createStripeProvider = (stripe: Stripe, trust: WebhookTrust): PaymentProvider => ({
  name: 'stripe',
  openSession: async (request, idempotencyKey) =>
    providerSession(
      await asking(stripe.checkout.sessions.create(sessionParams(request), { idempotencyKey })),
    ),
  findSession: (sessionId) => findSession(stripe, sessionId),
  expireSession: (sessionId) => expireSession(stripe, sessionId),
  refund: (payment, key) => refund(stripe, payment, key),
  findPayment: (paymentId) => findPayment(stripe, paymentId),
  readWebhook: (body, signature) => readSignedWebhook(trust, body, signature),
});

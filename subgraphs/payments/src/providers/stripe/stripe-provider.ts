import type Stripe from 'stripe';
import { checkoutMetadata } from '../checkout-metadata.ts';
import { ProviderRefused } from '../errors.ts';
import type { PaymentProvider, ProviderRefund, ProviderSession, SessionRequest } from '../provider.ts';
import { readSignedWebhook, type WebhookTrust } from '../read-signed-webhook.ts';
import { asking } from './asking-stripe.ts';
import { inTime } from './in-time.ts';
import { providerPayment, providerRefund } from './stripe-payment.ts';
import { providerSession, sessionParams, WITH_PAYMENT } from './stripe-session.ts';

/** Enough for one payment: only a few may be refunded in more parts. */
const PAGE = 100;

/** With what other domains are asked for an order, it stays within what the gateway waits for a mutation of payments. */
const BUDGET_MS = 4_000;

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

const openSession = async (
  { checkout }: Stripe,
  request: SessionRequest,
  idempotencyKey: string,
): Promise<ProviderSession> =>
  providerSession(await asking(checkout.sessions.create(sessionParams(request), { idempotencyKey })));

/**
 * Stripe, by its Checkout sessions.
 * @param budgetMs how long each call may take, with all that is asked and asked again for it
 */
export const createStripeProvider = (
  stripe: Stripe,
  trust: WebhookTrust,
  budgetMs = BUDGET_MS,
): PaymentProvider => ({
  name: 'stripe',
  openSession: async (request, key) => inTime(budgetMs, openSession(stripe, request, key)),
  findSession: (sessionId) => inTime(budgetMs, findSession(stripe, sessionId)),
  expireSession: (sessionId) => inTime(budgetMs, expireSession(stripe, sessionId)),
  refund: (payment, key) => inTime(budgetMs, refund(stripe, payment, key)),
  findPayment: (paymentId) => inTime(budgetMs, findPayment(stripe, paymentId)),
  readWebhook: (body, signature) => readSignedWebhook(trust, body, signature),
});

import type Stripe from 'stripe';
import { checkoutIdOf, checkoutMetadata } from '../checkout-metadata.ts';
import { ProviderRefused, ProviderUnavailable } from '../errors.ts';
import type { ProviderSession, SessionRequest, SessionState } from '../provider.ts';

/** Has the payment come with its session, which is asked for so each time. */
export const WITH_PAYMENT = ['payment_intent'];

/** Stripe's smallest unit of these is not that of ISO 4217, in which amounts are kept: a hundred times off. */
const OTHER_UNITS = new Set(['ISK', 'MGA', 'UGX']);

/**
 * What Stripe is asked for when a session is opened.
 * @throws ProviderRefused for a currency whose amounts would be misread
 */
export function sessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  if (OTHER_UNITS.has(request.currency)) throw new ProviderRefused('currency_not_supported');
  const metadata = checkoutMetadata(request.checkoutId);
  return {
    mode: 'payment',
    allowed_payment_method_types: ['card'],
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: request.currency.toLowerCase(),
          unit_amount: request.amountMinor,
          product_data: { name: request.description },
        },
      },
    ],
    // else a buyer may be shown, and pay, an amount in another currency
    adaptive_pricing: { enabled: false },
    client_reference_id: request.checkoutId,
    metadata,
    payment_intent_data: { metadata },
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    expires_at: Math.floor(request.expiresAt.getTime() / 1_000),
    expand: WITH_PAYMENT,
  };
}

const paymentOf = (session: Stripe.Checkout.Session): Stripe.PaymentIntent => {
  const { payment_intent: payment } = session;
  if (payment !== null && typeof payment === 'object') return payment;
  throw new ProviderUnavailable(`Stripe tells nothing of the payment of the session ${session.id}`);
};

/** A session whose page is done with; what became of the payment is told by the payment. */
function completedState(session: Stripe.Checkout.Session): SessionState {
  const payment = paymentOf(session);
  if (session.payment_status === 'paid') return { status: 'PAID', paymentId: payment.id };
  if (payment.status === 'requires_payment_method' || payment.status === 'canceled') {
    const { last_payment_error: error, cancellation_reason: reason } = payment;
    return { status: 'FAILED', reason: error?.decline_code ?? error?.code ?? reason ?? payment.status };
  }
  return { status: 'PROCESSING', paymentId: payment.id };
}

function stateOf(session: Stripe.Checkout.Session): SessionState {
  if (session.status === 'complete') return completedState(session);
  return { status: session.status === 'expired' ? 'EXPIRED' : 'OPEN' };
}

/**
 * A session as Stripe has it.
 * @throws ProviderRefused for one that is none of a checkout's
 */
export function providerSession(session: Stripe.Checkout.Session): ProviderSession {
  const { id, amount_total: amountMinor, currency } = session;
  const checkoutId = checkoutIdOf(session.metadata);
  if (checkoutId === null || amountMinor === null || currency === null)
    throw new ProviderRefused('resource_missing', id);
  const state = stateOf(session);
  return {
    id,
    checkoutId,
    url: state.status === 'OPEN' ? session.url : null,
    amountMinor,
    currency: currency.toUpperCase(),
    state,
  };
}

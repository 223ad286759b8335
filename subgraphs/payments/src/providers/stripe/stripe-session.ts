import type Stripe from 'stripe';
import { ProviderUnavailable } from '../errors.ts';
import type { ProviderSession, SessionRequest, SessionState } from '../provider.ts';

/** Has the payment come with its session, which is asked for so each time. */
export const WITH_PAYMENT = ['payment_intent'];

/** What Stripe is asked for when a session is opened. */
export function sessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { checkoutId: request.checkoutId };
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

/** A session as Stripe has it. */
export function providerSession(session: Stripe.Checkout.Session): ProviderSession {
  const { id, amount_total: amountMinor, currency, metadata } = session;
  const checkoutId = metadata?.['checkoutId'];
  if (amountMinor === null || currency === null || checkoutId === undefined)
    throw new ProviderUnavailable(`The session ${id} at Stripe is none of a checkout`);
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

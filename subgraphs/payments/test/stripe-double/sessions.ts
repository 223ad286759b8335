import type { z } from 'zod';
import { ApiError, missing } from './api-error.ts';
import { newObjectId, type ChargeObject, type PaymentObject, type SessionObject } from './objects.ts';
import type { sessionParams } from './params.ts';
import type { Books } from './books.ts';

/** What Stripe takes of most currencies: eight digits. */
export const MAX_AMOUNT = 99_999_999;
const HALF_HOUR = 30 * 60;
const DAY = 24 * 3_600;

function check(
  { line_items: [{ price_data: price }], expires_at: expiresAt }: z.output<typeof sessionParams>,
  now: number,
) {
  const param = 'line_items[0][price_data][unit_amount]';
  if (price.unit_amount < 1)
    throw new ApiError(400, {
      code: 'parameter_invalid_integer',
      param,
      message: 'This value must be greater than or equal to 1.',
    });
  if (price.unit_amount > MAX_AMOUNT)
    throw new ApiError(400, {
      code: 'amount_too_large',
      param,
      message: 'Amount must be no more than 999,999.99',
    });
  if (expiresAt < now + HALF_HOUR || expiresAt > now + DAY)
    throw new ApiError(400, {
      param: 'expires_at',
      message: 'The `expires_at` timestamp must be 30 minutes to 24 hours from Checkout Session creation.',
    });
}

export function createSession(books: Books, params: z.output<typeof sessionParams>): SessionObject {
  const created = books.seconds();
  check(params, created);
  const [{ price_data: price }] = params.line_items;
  const id = newObjectId('cs_test');
  const session: SessionObject = {
    id,
    object: 'checkout.session',
    amount_total: price.unit_amount,
    cancel_url: params.cancel_url,
    client_reference_id: params.client_reference_id,
    created,
    currency: price.currency,
    expires_at: params.expires_at,
    livemode: false,
    metadata: params.metadata,
    mode: 'payment',
    payment_intent: null,
    payment_status: 'unpaid',
    status: 'open',
    success_url: params.success_url,
    url: `${books.pageUrl()}/c/pay/${id}`,
  };
  books.sessions.set(id, session);
  books.paymentMetadata.set(id, params.payment_intent_data.metadata);
  return session;
}

/** The session as it is now: it expires by itself. */
export function sessionNow(books: Books, id: string): SessionObject {
  const session = books.sessions.get(id);
  if (!session) throw missing('checkout.session', id);
  if (session.status === 'open' && books.seconds() >= session.expires_at) expire(books, session);
  return session;
}

function expire(books: Books, session: SessionObject): void {
  Object.assign(session, { status: 'expired', url: null });
  books.tell('checkout.session.expired', session);
}

export function expireSession(books: Books, id: string): SessionObject {
  const session = sessionNow(books, id);
  if (session.status !== 'open')
    throw new ApiError(400, {
      message: `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${String(session.status)}\`.`,
    });
  expire(books, session);
  return session;
}

/** The buyer gives a payment on the page, which succeeds at once or is cleared later. */
export function completeSession(books: Books, id: string, status: 'succeeded' | 'processing'): void {
  const session = sessionNow(books, id);
  if (session.status !== 'open') return;
  const { amount_total: total, currency: inCurrency } = session;
  const [amount, currency] = [total ?? 0, inCurrency ?? ''];
  const metadata = books.paymentMetadata.get(id) ?? {};
  const ofPayment = { amount, currency, livemode: false, metadata };
  const [paymentId, chargeId] = [newObjectId('pi'), newObjectId('ch')];
  const payment: PaymentObject = {
    ...ofPayment,
    id: paymentId,
    object: 'payment_intent',
    created: books.seconds(),
    status,
    last_payment_error: null,
    latest_charge: chargeId,
  };
  const charge: ChargeObject = {
    ...ofPayment,
    id: chargeId,
    object: 'charge',
    amount_refunded: 0,
    disputed: false,
    refunded: false,
    payment_intent: paymentId,
  };
  books.payments.set(paymentId, payment);
  books.charges.set(chargeId, charge);
  Object.assign(session, {
    status: 'complete',
    url: null,
    payment_intent: paymentId,
    payment_status: status === 'succeeded' ? 'paid' : 'unpaid',
  });
  // told beside what the platform waits for, as Stripe does
  books.tell('payment_intent.created', payment);
  books.tell('checkout.session.completed', session);
}

/** A payment is cleared, or refused in the end. */
export function settlePayment(books: Books, paymentId: string, outcome: 'SUCCEEDED' | 'FAILED'): void {
  const session = [...books.sessions.values()].find((one) => one.payment_intent === paymentId);
  const payment = books.payments.get(paymentId);
  if (!session || payment?.status !== 'processing') throw missing('payment_intent', paymentId);
  if (outcome === 'SUCCEEDED') {
    payment.status = 'succeeded';
    session.payment_status = 'paid';
  } else {
    payment.status = 'requires_payment_method';
    payment.last_payment_error = { code: 'card_declined', decline_code: 'insufficient_funds' };
  }
  books.tell(`checkout.session.async_payment_${outcome.toLowerCase()}`, session);
}

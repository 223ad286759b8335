import Stripe from 'stripe';
import { ProviderBusy, ProviderFaulty, ProviderRefused, ProviderUnavailable } from '../errors.ts';

const { StripeError, StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;

const CONFLICT = 409;
const FAULT = 500;

/**
 * What a failure of Stripe's client means. Its own error is not handed on: its words, and what hangs on it, quote the
 * request and the answer, and would end up in logs.
 */
function meaningOf(error: unknown): unknown {
  if (!(error instanceof StripeError)) return error;
  const { code, param, type, statusCode, requestId } = error;
  if (statusCode === CONFLICT || code === 'idempotency_key_in_use')
    return new ProviderBusy(`Stripe is at it already: ${requestId}`);
  if (error instanceof StripeIdempotencyError) return new ProviderRefused('idempotency_error', requestId);
  if (error instanceof StripeInvalidRequestError || error instanceof StripeCardError)
    return new ProviderRefused(code ?? param ?? 'invalid_request', requestId);
  const details = [type, statusCode, requestId].filter((detail) => detail !== undefined);
  const Unavailable = (statusCode ?? 0) >= FAULT ? ProviderFaulty : ProviderUnavailable;
  return new Unavailable(`Stripe is unavailable: ${details.join(' ')}`);
}

/**
 * Asks Stripe.
 * @throws ProviderUnavailable, ProviderRefused
 */
export async function asking<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw meaningOf(error);
  }
}

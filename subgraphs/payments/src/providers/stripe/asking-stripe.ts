import Stripe from 'stripe';
import { ProviderRefused, ProviderUnavailable } from '../errors.ts';

const { StripeError, StripeCardError, StripeIdempotencyError, StripeInvalidRequestError } = Stripe.errors;

/**
 * What a failure of Stripe's client means. Its own error is not handed on: its words, and what hangs on it, quote the
 * request and the answer, and would end up in logs.
 */
function meaningOf(error: unknown): unknown {
  if (!(error instanceof StripeError)) return error;
  const { code, param, type, statusCode, requestId } = error;
  if (error instanceof StripeIdempotencyError) return new ProviderRefused('idempotency_error', requestId);
  if (error instanceof StripeInvalidRequestError || error instanceof StripeCardError)
    return new ProviderRefused(code ?? param ?? 'invalid_request', requestId);
  const details = [type, statusCode, requestId].filter((detail) => detail !== undefined);
  return new ProviderUnavailable(`Stripe is unavailable: ${details.join(' ')}`);
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

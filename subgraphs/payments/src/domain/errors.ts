import { DomainError } from '@arena/subgraph-kit';
import { ProviderRefused, ProviderUnavailable } from '../providers/errors.ts';

/** The payment provider does not do what is asked of it; `reason` says why. */
export class PaymentFailed extends DomainError {
  constructor(reason: string, message: string) {
    super('PAYMENT_FAILED', message, { reason });
  }
}

/**
 * Tells the caller of a failure of the provider's; any other is thrown on.
 * @throws PaymentFailed
 */
export function toProviderFailure(error: unknown): never {
  if (error instanceof ProviderUnavailable || error instanceof ProviderRefused) {
    throw new PaymentFailed('PROVIDER_UNAVAILABLE', 'The payment provider does not answer; try again');
  }
  throw error;
}

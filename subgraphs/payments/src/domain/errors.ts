import { DomainError } from '@arena/subgraph-kit';
import { ProviderRefused, ProviderUnavailable } from '../providers/errors.ts';

/** The payment provider does not do what is asked of it; `reason` says why. */
export class PaymentFailed extends DomainError {
  declare readonly extensions: DomainError['extensions'] & { reason: string };

  constructor(reason: string, message: string) {
    super('PAYMENT_FAILED', message, { reason });
  }
}

/**
 * What the caller is told of a failure of the provider's.
 * @throws any other failure as it is
 */
export function toPaymentFailure(error: unknown): PaymentFailed {
  if (error instanceof ProviderUnavailable) {
    return new PaymentFailed('PROVIDER_UNAVAILABLE', 'The payment provider does not answer at this moment');
  }
  if (error instanceof ProviderRefused) {
    return new PaymentFailed('PROVIDER_REFUSED', 'The payment provider does not take this payment');
  }
  throw error;
}

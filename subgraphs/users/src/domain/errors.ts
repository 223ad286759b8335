import { DomainError } from '@arena/subgraph-kit';

/** Too many failures; the caller may try again after `retryAfterMs`. */
export class RateLimited extends DomainError {
  constructor(retryAfterMs: number) {
    super('RATE_LIMITED', 'Too many failed attempts, try again later', { retryAfterMs });
  }
}

/** The stored signing keys were encrypted under another key than the one given. */
export class SigningKeysUnreadable extends Error {
  override name = 'SigningKeysUnreadable';
}

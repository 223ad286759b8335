import { DomainError } from '@arena/subgraph-kit';

/** Too many failures or mails; the caller may try again after `retryAfterMs`. */
export class RateLimited extends DomainError {
  constructor(retryAfterMs: number, message = 'Too many failed attempts, try again later') {
    super('RATE_LIMITED', message, { retryAfterMs });
  }
}

/** The stored signing keys were encrypted under another key than the one given. */
export class SigningKeysUnreadable extends Error {
  override name = 'SigningKeysUnreadable';
}

import type { HTTPGraphQLHead } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { CountedCaller, CountedOperation, RateLimiter } from './rate-limiter.ts';

const seconds = (milliseconds: number): string => String(Math.ceil(milliseconds / 1_000));

/** What a browser may read of how its caller's budget stands. */
export const RATE_LIMIT_HEADERS = [
  'ratelimit-limit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
];

/**
 * Counts an operation, and tells in the answer's headers how the tightest budget stands, by the names that they have in
 * the drafts 00 to 06 of the IETF's RateLimit header fields, which clients know.
 * @throws GraphQLError RATE_LIMITED with `retryAfterMs`
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-06
 */
export async function countOperation(
  limiter: RateLimiter,
  operation: CountedOperation,
  caller: CountedCaller,
  { headers }: HTTPGraphQLHead,
): Promise<void> {
  const { budget, isOver, remaining, resetMs } = await limiter(operation, caller);
  headers.set('ratelimit-limit', String(budget.points));
  headers.set('ratelimit-remaining', String(remaining));
  headers.set('ratelimit-reset', seconds(resetMs));
  if (!isOver) return;
  headers.set('retry-after', seconds(resetMs));
  throw new GraphQLError(`Too many requests: try again in ${seconds(resetMs)} s`, {
    extensions: { code: 'RATE_LIMITED', retryAfterMs: resetMs, http: { status: 429 } },
  });
}

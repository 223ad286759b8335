import type { Metrics } from '@arena/subgraph-kit';
import type { RateLimiter } from '../rate-limits/rate-limiter.ts';

/** A rate limiter whose refusals are counted, by the budget that refuses. */
export function countedLimiter(limiter: RateLimiter, metrics: Metrics): RateLimiter {
  const refusals = metrics.counter({
    name: 'arena_gateway_rate_limit_refusals_total',
    help: 'Operations refused since too many were asked for, by the budget that refused.',
    labels: ['budget'],
  });
  return async (operation, caller) => {
    const standing = await limiter(operation, caller);
    if (standing.isOver) refusals.add([standing.budget.name]);
    return standing;
  };
}

import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible';
import type { SharedStore } from '../redis/shared-store.ts';
import type { Budget } from './budgets.ts';

/** How a budget stands after points were taken. */
export type Standing = {
  budget: Budget;
  /** whether more was taken than there was */
  isOver: boolean;
  /** what is left; of a budget that is over, what was left before */
  remaining: number;
  /** until all of it is there again, in ms */
  resetMs: number;
};

/** Counts one budget for everybody. */
export type Counter = {
  take: (key: string, points: number) => Promise<Standing>;
  /** Gives points back that were taken, as long as their window lasts. */
  giveBack: (key: string, points: number, standing: Standing) => void;
};

/** Points of a window that is as good as over must not be given to the next. */
const LAPSING_MS = 1_000;

/**
 * Counts a budget on Redis, in one round trip, and in memory where there is none or as long as it is away.
 * @param shared absent where one gateway is alone
 */
export function createCounter(budget: Budget, shared?: SharedStore): Counter {
  const options = { points: budget.points, duration: budget.windowSeconds };
  const memory = new RateLimiterMemory(options);
  const limiter = shared
    ? new RateLimiterRedis({
        ...options,
        storeClient: shared.redis,
        keyPrefix: `${shared.prefix}rate:${budget.name}`,
        rejectIfRedisNotReady: true,
        insuranceLimiter: memory,
      })
    : memory;
  return {
    take: async (key, points) => {
      // takes what is asked for, whether it is there or not
      const { consumedPoints, msBeforeNext } = await limiter.penalty(key, points);
      const isOver = consumedPoints > budget.points;
      const counted = isOver ? consumedPoints - points : consumedPoints;
      return {
        budget,
        isOver,
        remaining: Math.max(0, budget.points - counted),
        resetMs: Math.max(0, msBeforeNext),
      };
    },
    giveBack: (key, points, { resetMs }) => {
      if (resetMs > LAPSING_MS) void limiter.reward(key, points);
    },
  };
}

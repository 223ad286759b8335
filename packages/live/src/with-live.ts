import type { EventAdapters } from '@arena/events';
import { livePrefixVariable, parseEnvironment, urlVariable, type Service } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { LiveAdapters } from './adapters.ts';
import { connectRedisLive } from './redis-live.ts';

const liveVariables = z.object({
  REDIS_URL: urlVariable('redis', 'rediss'),
  LIVE_PREFIX: livePrefixVariable,
});

/** Starts a service that tells of live updates, connected to Redis by its own environment. */
export const withLive =
  <Env>(start: (env: Env, adapters: LiveAdapters) => Promise<Service>) =>
  async (env: Env, adapters: EventAdapters): Promise<Service> => {
    const { REDIS_URL, LIVE_PREFIX } = parseEnvironment(liveVariables, process.env);
    const live = await connectRedisLive({ url: REDIS_URL, prefix: LIVE_PREFIX, logger: adapters.logger });
    const { url, stop } = await start(env, { ...adapters, live });
    const stopAll = async () => {
      await stop();
      await live.close();
    };
    return { url, stop: stopAll };
  };

import {
  livePrefixVariable,
  parseEnvironment,
  urlVariable,
  type Adapters,
  type Service,
} from '@arena/subgraph-kit';
import { z } from 'zod';
import { presenceTimes, type PresenceEnv } from './presence-times.ts';
import type { Presence } from './presence.ts';
import { connectRedisPresence } from './redis-presence.ts';

const presenceConnectionVariables = z.object({
  REDIS_URL: urlVariable('redis', 'rediss'),
  LIVE_PREFIX: livePrefixVariable,
});

/** Starts a service that knows who is present, connected to Redis by its own environment. */
export const withPresence =
  <Env extends PresenceEnv, Given extends Adapters>(
    start: (env: Env, adapters: Given & { presence: Presence }) => Promise<Service>,
  ) =>
  async (env: Env, adapters: Given): Promise<Service> => {
    const { REDIS_URL, LIVE_PREFIX } = parseEnvironment(presenceConnectionVariables, process.env);
    const presence = await connectRedisPresence({
      url: REDIS_URL,
      prefix: LIVE_PREFIX,
      times: presenceTimes(env),
      logger: adapters.logger,
    });
    const { url, stop } = await start(env, { ...adapters, presence });
    const stopAll = async () => {
      await stop();
      await presence.close();
    };
    return { url, stop: stopAll };
  };

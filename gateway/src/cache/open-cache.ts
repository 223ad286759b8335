import type { GatewayAdapters } from '../adapters.ts';
import type { Env } from '../env.ts';
import type { CacheStore } from './cache-store.ts';
import { endOnEvents } from './end-on-events.ts';
import { createLocalStore } from './local-store.ts';
import { createRedisStore } from './redis-store.ts';

/** What answers are kept in, and what ends them. */
export type Cache = {
  store: CacheStore;
  /** whether this gateway keeps answers; if not, it tells the others all the same of what ends and what is written */
  keeps: boolean;
};

/**
 * Opens the cache: shared where there is a Redis.
 * @returns undefined where there is no bus: nothing would tell of changes
 */
export async function openCache(
  env: Env,
  { redis, bus, logger }: GatewayAdapters,
): Promise<(Cache & { stop: () => Promise<void> }) | undefined> {
  if (!bus) return undefined;
  const store = redis ? createRedisStore({ redis, prefix: env.LIVE_PREFIX }, logger) : createLocalStore();
  try {
    const consumer = await endOnEvents(bus, store);
    const stop = async () => {
      await consumer.stop();
      store.stop();
    };
    return { store, keeps: env.CACHE === 'on', stop };
  } catch (error) {
    store.stop();
    throw error;
  }
}

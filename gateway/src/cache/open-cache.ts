import type { GatewayAdapters } from '../adapters.ts';
import type { Env } from '../env.ts';
import type { CacheStore } from './cache-store.ts';
import { endOnEvents } from './end-on-events.ts';
import { createLocalStore } from './local-store.ts';
import { createRedisStore } from './redis-store.ts';

/** What answers are kept in, and what ends them. */
export type Cache = { store: CacheStore; stop: () => Promise<void> };

/**
 * Opens the cache: shared where there is a Redis. Without a bus nothing would tell of changes, so nothing is kept then.
 * @returns undefined where nothing is kept
 */
export async function openCache(
  env: Env,
  { redis, bus, logger }: GatewayAdapters,
): Promise<Cache | undefined> {
  if (env.CACHE === 'off' || !bus) return undefined;
  const store = redis ? createRedisStore({ redis, prefix: env.LIVE_PREFIX }, logger) : createLocalStore();
  try {
    const consumer = await endOnEvents(bus, store);
    const stop = async () => {
      await consumer.stop();
      store.stop();
    };
    return { store, stop };
  } catch (error) {
    store.stop();
    throw error;
  }
}

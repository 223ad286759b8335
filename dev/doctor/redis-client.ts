import { Redis } from 'ioredis';
import { inTime, LIMIT_MS } from './in-time.ts';

/**
 * Asks a Redis, on a connection that ends with the answer or the time limit.
 * @throws TooSlow or what keeps it from answering
 */
export async function onRedis<Result>(url: string, ask: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url, {
    ...{ lazyConnect: true, enableReadyCheck: false, maxRetriesPerRequest: 0, retryStrategy: () => null },
    connectTimeout: LIMIT_MS,
  });
  let failure: unknown;
  redis.on('error', (error: unknown) => (failure = error));
  try {
    return await inTime(redis.connect().then(() => ask(redis)));
  } catch (error) {
    // a client says of itself that it is closed; why, its event has said
    throw failure ?? error;
  } finally {
    redis.disconnect();
  }
}

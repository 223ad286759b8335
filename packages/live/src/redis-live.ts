import { once } from 'node:events';
import type { Logger } from '@arena/subgraph-kit';
import { RedisPubSub } from 'graphql-redis-subscriptions';
import type { Redis } from 'ioredis';
import { liveOver, type Live } from './live.ts';
import { publisherConnection, subscriberConnection } from './redis-connections.ts';

export type RedisLiveOptions = {
  url: string;
  /** what the name of every channel begins with */
  prefix: string;
  logger: Logger;
};

/** Hears of the failure of a subscription in place of those who might have shared it, and were none. */
class QuietRedisPubSub extends RedisPubSub {
  override subscribe<T>(channel: string, take: (message: T) => void, options?: unknown): Promise<number> {
    const subscribed = super.subscribe(channel, take, options);
    const pending = this['subsPendingRefsMap'] as Map<string, { pending: Promise<number> }>;
    pending.get(channel)?.pending.catch(() => {});
    return subscribed;
  }
}

/** Resolves once the first attempt to connect has gone well or not. */
const firstAttempt = async (redis: Redis): Promise<void> => {
  const attempted = new AbortController();
  const { signal } = attempted;
  await Promise.race([once(redis, 'ready', { signal }), once(redis, 'close', { signal })]).catch(() => {});
  attempted.abort();
};

/** Live updates between processes, over Redis; where it is away this waits for it. */
export async function connectRedisLive({ url, prefix, logger }: RedisLiveOptions): Promise<Live> {
  const publisher = publisherConnection(url);
  const subscriber = subscriberConnection(url, logger);
  await Promise.all([firstAttempt(publisher), firstAttempt(subscriber)]);
  return liveOver({
    engine: new QuietRedisPubSub({ publisher, subscriber }),
    prefix,
    logger,
    disconnect: async () => {
      // lets what was published before go out
      if (publisher.status === 'ready') await publisher.quit().catch(() => {});
      publisher.disconnect();
      subscriber.disconnect();
    },
  });
}

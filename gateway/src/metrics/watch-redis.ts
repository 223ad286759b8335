import type { Metrics } from '@arena/subgraph-kit';
import type { Redis } from 'ioredis';

/** Tells whether Redis can be reached; nothing where a gateway is alone and has none. */
export function watchRedis(redis: Redis | undefined, metrics: Metrics): void {
  const up = metrics.gauge({
    name: 'arena_gateway_redis_up',
    help: '1 while this gateway is connected to Redis, else 0; absent where it has none.',
  });
  if (redis) metrics.read('redis', () => up.set(redis.status === 'ready' ? 1 : 0));
}

import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { register } from './open-resources.ts';
import { testServices } from './services.ts';

/** A share of the Redis that the test run has: the keys that begin with the prefix, which go with it. */
export type TestRedis = { url: string; prefix: string; client: Redis } & AsyncDisposable;

/** Connects to Redis as one test does. */
export async function testRedis(): Promise<TestRedis> {
  const { redis, runId } = testServices();
  if ('missing' in redis) throw new Error(`There is no Redis here: ${redis.missing}`);
  const prefix = `arena_test_${runId}_${randomBytes(4).toString('hex')}:`;
  const client = new Redis(redis.url, { lazyConnect: true });
  await client.connect();
  return register(`Redis keys ${prefix}`, { url: redis.url, prefix, client }, async () => {
    const keys = await client.keys(`${prefix}*`);
    if (keys.length > 0) await client.del(keys);
    client.disconnect();
  });
}

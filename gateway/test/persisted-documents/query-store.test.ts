import { newId } from '@arena/subgraph-kit';
import { eventually, tcpProxy, testLogger, testRedis, testServices, type TestRedis } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashOfText } from '../../src/persisted-documents/persisted-documents.ts';
import { createQueryStore } from '../../src/persisted-documents/query-store.ts';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import { queryStoreContract } from './query-store-contract.ts';

describe('documents in memory', () => {
  queryStoreContract(() => undefined);

  test('a gateway keeps no more than it has room for', async () => {
    const store = createQueryStore();
    const text = `{ me { id } }${' '.repeat(19_000)}`;
    for (let i = 0; i < 1_700; i += 1) await store.set(`key-${i}`, text);
    expect(await store.get('key-0')).toBeUndefined();
    expect(await store.get('key-1699')).toBe(text);
  });
});

describe.skipIf('missing' in testServices().redis)('documents on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await testRedis()));
  afterAll(() => redis[Symbol.asyncDispose]());
  const shared = () => ({ redis: redis.client, prefix: redis.prefix });

  queryStoreContract(shared);

  test('what one gateway keeps another finds, for a day', async () => {
    const key = `apq:${hashOfText('{ me { id } }')}`;
    await createQueryStore(shared()).set(key, '{ me { id } }');
    const other = createQueryStore(shared());
    expect(await other.get(key)).toBe('{ me { id } }');
    const lifetime = await redis.client.ttl(`${redis.prefix}${key}`);
    expect(lifetime).toBeGreaterThan(86_000);
    expect(lifetime).toBeLessThanOrEqual(86_400);
    await redis.client.del(`${redis.prefix}${key}`);
    expect(await other.get(key), 'known without asking again').toBe('{ me { id } }');
  });

  test('a text that is not what its name says is not run', async () => {
    const key = `apq:${hashOfText('{ me { id } }')}`;
    await redis.client.set(`${redis.prefix}${key}`, 'mutation { logoutEverywhere }');
    expect(await createQueryStore(shared()).get(key)).toBeUndefined();
    await redis.client.del(`${redis.prefix}${key}`);
  });

  test('a Redis that is away is a miss; what this gateway has seen it still knows', async () => {
    await using wire = await tcpProxy(redis.url);
    const client = connectRedis(wire.url, testLogger());
    const isReady = async () => client.status === 'ready';
    try {
      await eventually(isReady, Boolean);
      const store = createQueryStore({ redis: client, prefix: redis.prefix });
      const [before, during] = [newId(), newId()];
      await store.set(before, '{ me { id } }');
      wire.shut();
      await eventually(isReady, (ready) => !ready);
      expect(await store.get(newId())).toBeUndefined();
      expect(await store.get(before)).toBe('{ me { id } }');
      await store.set(during, '{ games { id } }');
      expect(await store.get(during)).toBe('{ games { id } }');
    } finally {
      client.disconnect();
    }
  });
});

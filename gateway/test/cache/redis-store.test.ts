import { newId } from '@arena/subgraph-kit';
import { eventually, tcpProxy, testLogger, testRedis, testServices, type TestRedis } from '@arena/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRedisStore } from '../../src/cache/redis-store.ts';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import type { CacheStore } from '../../src/cache/cache-store.ts';
import { keepOne, kept, nowOf, storeContract, textOf } from './store-contract.ts';

describe.skipIf('missing' in testServices().redis)('answers kept on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await testRedis()));
  afterAll(() => redis[Symbol.asyncDispose]());

  const stores: CacheStore[] = [];
  afterEach(() => stores.splice(0).forEach((store) => store.stop()));
  const storeOf = (prefix: string): CacheStore => {
    const store = createRedisStore({ redis: redis.client, prefix }, testLogger());
    stores.push(store);
    return store;
  };

  storeContract(async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    return { store: storeOf(prefix), another: () => storeOf(prefix), [Symbol.asyncDispose]: async () => {} };
  });

  test('what a gateway could not tell while it was cut off is nobody’s any more once it is back', async () => {
    await using wire = await tcpProxy(redis.url);
    const client = connectRedis(wire.url, testLogger());
    const until = (status: string) =>
      eventually(
        async () => client.status,
        (found) => (status === 'ready') === (found === 'ready'),
      );
    const prefix = `${redis.prefix}${newId()}:`;
    try {
      await until('ready');
      const cutOff = createRedisStore({ redis: client, prefix }, testLogger());
      const other = storeOf(prefix);
      await keepOne(other, 'one', kept(await nowOf(other), '1', 'users:1'));
      expect(await textOf(cutOff, 'one')).toBe('1');

      wire.shut();
      await until('away');
      await expect(cutOff.end(['users:1'])).rejects.toThrow();
      await cutOff.noteWrite(newId());
      expect(await cutOff.read(['one'])).toBeUndefined();
      expect(await cutOff.lastWriteOf(newId())).toBeUndefined();

      wire.open();
      await until('ready');
      expect(await textOf(cutOff, 'one')).toBeUndefined();
      expect(await textOf(other, 'one')).toBeUndefined();
      await keepOne(cutOff, 'one', kept(await nowOf(cutOff), '2', 'users:1'));
      expect(await textOf(other, 'one')).toBe('2');
    } finally {
      client.disconnect();
    }
  });

  test('a clock that was ahead lets nothing be kept that has ended since', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const store = storeOf(prefix);
    await redis.client.set(`${prefix}cache:clock:`, String((Date.now() + 3_600_000) * 1_000));
    const before = await nowOf(store);
    await store.end(['users:1']);
    await keepOne(store, 'one', kept(before, '1', 'users:1'));
    expect(await textOf(store, 'one')).toBeUndefined();
  });

  test('ending a tag takes away all that hung on it', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const store = storeOf(prefix);
    const now = await nowOf(store);
    const entries = Array.from({ length: 2_500 }, (_, n) => [`${n}`, kept(now, '1', 'users:1')] as const);
    await store.keep(new Map(entries));
    await store.end(['users:1']);
    expect((await redis.client.keys(`${prefix}*`)).sort()).toEqual([
      `${prefix}cache:clock:`,
      `${prefix}cache:ended:users:1`,
    ]);
  });

  test('a tag remembers only what may still be kept under it', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const store = storeOf(prefix);
    const now = await nowOf(store);
    const members = () => redis.client.zcard(`${prefix}cache:members:users:1`);
    await keepOne(store, 'old', { text: '1', since: now, expiresAtMs: Date.now() + 1, tags: ['users:1'] });
    expect(await members()).toBe(1);
    await eventually(
      () => textOf(store, 'old'),
      (text) => text === undefined,
    );
    await keepOne(store, 'new', kept(now, '1', 'users:1'));
    expect(await members()).toBe(1);
  });
});

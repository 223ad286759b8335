import { newId } from '@arena/subgraph-kit';
import { eventually, tcpProxy, testLogger, testRedis, testServices, type TestRedis } from '@arena/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createRedisStore } from '../../src/cache/redis-store.ts';
import type { ScriptedRedis } from '../../src/cache/redis-scripts.ts';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import type { CacheStore } from '../../src/cache/cache-store.ts';
import { keepOne, kept, nowOf, readNow, storeContract, textOf } from './store-contract.ts';

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

  /** A store whose Redis may refuse to be written to. */
  function refusableStore(prefix: string) {
    const client = redis.client.duplicate() as ScriptedRedis;
    const store = createRedisStore({ redis: client, prefix }, testLogger());
    const write = client.noteTimes.bind(client);
    return {
      store,
      refuse: () => void (client.noteTimes = () => Promise.reject(new Error('refused'))),
      allow: () => void (client.noteTimes = write),
      [Symbol.dispose]: () => {
        store.stop();
        client.disconnect();
      },
    };
  }

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
      expect(await cutOff.look(undefined, 'one')).toBeUndefined();
      expect(await cutOff.read(['two'], 0)).toBeUndefined();

      wire.open();
      await until('ready');
      // without being asked for anything
      await eventually(
        () => textOf(other, 'one'),
        (text) => text === undefined,
      );
      expect(await textOf(other, 'one')).toBeUndefined();
      expect(await textOf(cutOff, 'one')).toBeUndefined();
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

  test('what a gateway could not tell is made up for before anybody there reads, and by itself', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    using refused = refusableStore(prefix);
    const other = storeOf(prefix);
    const userId = newId();
    await keepOne(other, 'one', kept(await nowOf(other), '1', 'users:1'));
    expect(await textOf(refused.store, 'one')).toBe('1');
    refused.refuse();
    await expect(refused.store.end(['users:1'])).rejects.toThrow('refused');
    await refused.store.noteWrite(userId);
    const looks = await Promise.all(Array.from({ length: 10 }, () => refused.store.look(userId, 'one')));
    expect(looks).toEqual(Array.from({ length: 10 }, () => undefined));
    refused.allow();
    await eventually(
      () => textOf(other, 'one'),
      (text) => text === undefined,
    );
  });

  test('a Redis that has lost its data leaves nothing at hand', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const [store, other] = [storeOf(prefix), storeOf(prefix)];
    await keepOne(store, 'one', kept(await nowOf(store), '1', 'users:1'));
    expect(await textOf(store, 'one')).toBe('1');
    await other.end(['users:1']);
    await redis.client.del(...(await redis.client.keys(`${prefix}*`)));
    expect(await textOf(store, 'one')).toBeUndefined();
    await keepOne(store, 'one', kept(await nowOf(store), '2', 'users:1'));
    expect(await textOf(other, 'one')).toBe('2');
  });

  test('an order of changes that has gone back leaves nothing at hand, and ends go on being heard', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const [store, other] = [storeOf(prefix), storeOf(prefix)];
    await redis.client.set(`${prefix}cache:clock:`, String((Date.now() + 60_000) * 1_000));
    await keepOne(store, 'one', kept(await nowOf(store), '1', 'users:1'));
    await other.end(['users:1']);
    await redis.client.del(...(await redis.client.keys(`${prefix}*`)));
    await other.end(['users:2']);
    expect(await textOf(store, 'one')).toBeUndefined();
    await keepOne(store, 'two', kept(await nowOf(store), '2', 'users:2'));
    expect(await textOf(store, 'two')).toBe('2');
    await other.end(['users:2']);
    expect(await textOf(store, 'two')).toBeUndefined();
  });

  test('what is asked for at once is found, however much it is', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const store = storeOf(prefix);
    const now = await nowOf(store);
    const keys = Array.from({ length: 1_200 }, (_, n) => `entry ${n}`);
    await store.keep(new Map(keys.map((key) => [key, kept(now, `"${key}"`, 'users:1')])));
    const { entries } = await readNow(storeOf(prefix), keys);
    expect(entries.map((entry) => entry?.text)).toEqual(keys.map((key) => `"${key}"`));
  });

  test('a gateway that has missed more ends than it is told begins anew', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const [store, other] = [storeOf(prefix), storeOf(prefix)];
    const now = await nowOf(store);
    await keepOne(store, 'one', kept(now, '1', 'users:1'));
    await keepOne(store, 'two', kept(now, '2', 'users:2'));
    await other.end(['users:1']);
    for (let n = 0; n < 1_100; n += 100)
      await other.end(Array.from({ length: 100 }, (_, m) => `teams:${n + m}`));
    expect(await textOf(store, 'one')).toBeUndefined();
    expect(await textOf(store, 'two')).toBe('2');
  });

  test('all that it leaves goes in time', async () => {
    const prefix = `${redis.prefix}${newId()}:`;
    const store = storeOf(prefix);
    await keepOne(store, 'one', kept(await nowOf(store), '1', 'users:1'));
    await store.end(['users:1']);
    await store.noteWrite(newId());
    const names = await redis.client.keys(`${prefix}*`);
    const lasting = [];
    for (const name of names) if ((await redis.client.pttl(name)) < 0) lasting.push(name);
    expect(names).toHaveLength(4);
    // what may be evicted for want of memory would leave what it forbids
    const [clock, ends, writes] = ['clock', 'ends', 'writes'].map((kind) => `${prefix}cache:${kind}:`);
    expect(lasting.sort()).toEqual([clock, ends, writes]);
    for (const set of [ends, writes])
      await redis.client.zadd(set as string, (Date.now() - 601_000) * 1_000, 'long ago');
    await store.end(['users:2']);
    await store.noteWrite(newId());
    expect(await redis.client.zrange(ends as string, 0, -1)).toEqual(['*', 'users:1', 'users:2']);
    expect(await redis.client.zcard(writes as string)).toBe(2);
  });
});

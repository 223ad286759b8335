import { newId } from '@arena/subgraph-kit';
import { eventually, tcpProxy, testLogger, testRedis, testServices, type TestRedis } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import { endedSessionsContract } from './ended-sessions-contract.ts';
import { openedSessions, type OpenedSessions } from './opened-sessions.ts';

const HOUR_MS = 3_600_000;

const untilKnown = (sessions: OpenedSessions, sessionId: string) =>
  eventually(async () => sessions.has(sessionId), Boolean);

describe('ended sessions in memory', () => {
  endedSessionsContract(() => openedSessions());
});

describe.skipIf('missing' in testServices().redis)('ended sessions on Redis', () => {
  let redis: TestRedis;
  let prefix: string;
  let key: string;
  beforeAll(async () => void (redis = await testRedis()));
  beforeEach(() => {
    prefix = `${redis.prefix}${newId()}:`;
    key = `${prefix}sessions:ended`;
  });
  afterAll(() => redis[Symbol.asyncDispose]());
  const open = () => openedSessions({ redis: redis.client, prefix });

  endedSessionsContract(open);

  test('gateways tell each other, and each tells its listeners once', async () => {
    await using one = await open();
    await using other = await open();
    const heard: string[] = [];
    other.onEnded((sessionId) => heard.push(sessionId));
    const [first, second, own] = [newId(), newId(), newId()];
    await one.add(first);
    await one.add(second);
    await untilKnown(other, second);
    await other.add(own);
    await untilKnown(one, own);
    expect(one.has(own)).toBe(true);
    expect(heard.toSorted()).toEqual([first, second, own].toSorted());
  });

  test('a gateway that starts knows the sessions of the last hour', async () => {
    const ended = newId();
    await using before = await open();
    await before.add(ended);
    await using started = await open();
    expect(started.has(ended)).toBe(true);
  });

  test('an end told by a gateway whose clock is behind is not missed', async () => {
    await using sessions = await open();
    const [read, late] = [newId(), newId()];
    await redis.client.zadd(key, Date.now(), read);
    await untilKnown(sessions, read);
    await redis.client.zadd(key, Date.now() - 50_000, late);
    expect(await untilKnown(sessions, late)).toBe(true);
  });

  test('what is older than an hour leaves Redis, and all does an hour after the last end', async () => {
    await using sessions = await open();
    const [old, young] = [newId(), newId()];
    await sessions.add(old);
    sessions.advance(HOUR_MS + 1_000);
    await sessions.add(young);
    expect(await redis.client.zrange(key, 0, -1)).toEqual([young]);
    expect(await redis.client.pttl(key)).toBeGreaterThan(HOUR_MS - 60_000);
  });

  test('while Redis is away what is told is known here alone; afterwards nothing is missing anywhere', async () => {
    await using wire = await tcpProxy(redis.url);
    const client = connectRedis(wire.url, testLogger());
    const until = (isReady: boolean) =>
      eventually(
        async () => client.status === 'ready',
        (ready) => ready === isReady,
      );
    try {
      await until(true);
      await using cutOff = await openedSessions({ redis: client, prefix });
      await using other = await open();
      wire.shut();
      await until(false);
      const [here, there] = [newId(), newId()];
      await expect(cutOff.add(here)).rejects.toThrow();
      expect(cutOff.has(here)).toBe(true);
      await other.add(there);
      expect(cutOff.has(there)).toBe(false);

      wire.open();
      expect(await untilKnown(cutOff, there)).toBe(true);
      expect(await untilKnown(other, here)).toBe(true);
    } finally {
      client.disconnect();
    }
  });

  test('a set that cannot be read is told once, and read as soon as it can be', async () => {
    await redis.client.set(key, 'no set');
    await using sessions = await open();
    using reads = vi.spyOn(redis.client, 'zrangebyscore');
    await eventually(
      async () => reads.mock.calls.length,
      (count) => count > 3,
    );
    expect(sessions.told).toEqual(['the sessions that other gateways ended cannot be read']);
    await redis.client.del(key);
    const ended = newId();
    await redis.client.zadd(key, Date.now(), ended);
    expect(await untilKnown(sessions, ended)).toBe(true);
  });

  test('once stopped, it reads no more and leaves no listener behind', async () => {
    const listeners = redis.client.listenerCount('ready');
    const sessions = await open();
    await sessions[Symbol.asyncDispose]();
    const ended = newId();
    await redis.client.zadd(key, Date.now(), ended);
    await using later = await open();
    await untilKnown(later, ended);
    expect(sessions.has(ended)).toBe(false);
    await later[Symbol.asyncDispose]();
    expect(redis.client.listenerCount('ready')).toBe(listeners);
  });
});

import { createLogger } from '@arena/subgraph-kit';
import { eventually, tcpProxy, testRedis, testServices, type TcpProxy, type TestRedis } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRateLimiter } from '../../src/rate-limits/rate-limiter.ts';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import { counted, limiterContract, member } from './limiter-contract.ts';

/** A gateway's connection to Redis over a wire, and what its log tells of it. */
async function redisOver(wire: TcpProxy) {
  const told: string[] = [];
  const write = (line: string) => void told.push((JSON.parse(line) as { msg: string }).msg);
  const client = connectRedis(wire.url, createLogger('test', 'info', { write }));
  const until = (isReady: boolean) =>
    eventually(
      async () => client.status === 'ready',
      (ready) => ready === isReady,
    );
  await until(true);
  return {
    client,
    told,
    untilReady: () => until(true),
    untilLost: () => until(false),
    [Symbol.asyncDispose]: async () => client.disconnect(),
  };
}

describe.skipIf('missing' in testServices().redis)('counting on Redis', () => {
  let redis: TestRedis;
  beforeAll(async () => void (redis = await testRedis()));
  afterAll(() => redis[Symbol.asyncDispose]());

  limiterContract(() => ({ redis: redis.client, prefix: redis.prefix }));

  const points = { person: 10, address: 10 };

  test('gateways of one Redis share a budget', async () => {
    const shared = { redis: redis.client, prefix: redis.prefix };
    const one = createRateLimiter({ points, shared });
    const other = createRateLimiter({ points, shared });
    const caller = member();
    expect((await one(counted('{ me }'), caller)).remaining).toBe(9);
    expect((await other(counted('{ me }'), caller)).remaining).toBe(8);
  });

  test('all that an operation takes is asked for in one round trip', async () => {
    const ask = createRateLimiter({ points, shared: { redis: redis.client, prefix: redis.prefix } });
    let answered = false;
    const sent: boolean[] = [];
    const send = redis.client.sendCommand.bind(redis.client);
    redis.client.sendCommand = (command, stream) => {
      sent.push(answered);
      const reply = send(command, stream);
      void Promise.resolve(reply).then(() => (answered = true));
      return reply;
    };
    try {
      await ask(counted('mutation { login register a: donate }'), member());
    } finally {
      redis.client.sendCommand = send;
    }
    expect(sent).toEqual([false, false, false, false]);
  });

  test('limits hold while Redis is away, and are shared again when it is back; the log tells both once', async () => {
    await using wire = await tcpProxy(redis.url);
    await using reached = await redisOver(wire);
    const ask = createRateLimiter({ points, shared: { redis: reached.client, prefix: redis.prefix } });
    const caller = member();
    expect((await ask(counted('{ a: me b: me }'), caller)).remaining).toBe(8);

    wire.shut();
    const alone = await Promise.all(Array.from({ length: 15 }, () => ask(counted('{ me }'), caller)));
    expect(alone.filter(({ isOver }) => !isOver)).toHaveLength(10);

    wire.open();
    await reached.untilReady();
    const back = await ask(counted('{ me }'), caller);
    expect(back, 'counted on from where Redis was').toMatchObject({ isOver: false, remaining: 7 });
    expect(reached.told).toEqual(['Redis is lost; going on without it', 'Redis is back']);
  });

  test('a Redis that falls silent is done without', async () => {
    await using wire = await tcpProxy(redis.url);
    await using reached = await redisOver(wire);
    const ask = createRateLimiter({ points, shared: { redis: reached.client, prefix: redis.prefix } });
    const caller = member();
    await ask(counted('{ a: me b: me }'), caller);
    wire.mute();
    expect((await ask(counted('{ me }'), caller)).remaining, 'counted in memory').toBe(9);
    await reached.untilLost();
    await reached.untilReady();
    expect((await ask(counted('{ me }'), caller)).remaining, 'counted on Redis').toBeLessThan(8);
  });
});

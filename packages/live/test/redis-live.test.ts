import { createLogger } from '@arena/subgraph-kit';
import { register, tcpProxy, testLogger, testRedis, testServices } from '@arena/testing';
import { describe, expect, test } from 'vitest';
import { connectRedisLive } from '../src/index.ts';
import { describeLive, greeted } from './live-contract.ts';

const { redis: service } = testServices();

/** Live updates over a wire to Redis, and what their log tells. */
async function liveOverWire() {
  const redis = await testRedis();
  const wire = await tcpProxy(redis.url);
  const told: string[] = [];
  const write = (line: string) => void told.push((JSON.parse(line) as { msg: string }).msg);
  const logger = createLogger('test', 'info', { write });
  const live = await connectRedisLive({ url: wire.url, prefix: redis.prefix, logger });
  const channel = (key: string) => `${redis.prefix}live:greeted:${key}`;
  return register('live updates over a wire', { redis, wire, live, told, channel }, async () => {
    await live.close();
    await wire[Symbol.asyncDispose]();
    await redis[Symbol.asyncDispose]();
  });
}

const BACK = 'Redis is back; live updates go on';

if ('missing' in service) test.skip(`live updates over Redis (not here: ${service.missing})`, () => {});
else {
  describeLive('live updates over Redis', async () => {
    const redis = await testRedis();
    const live = await connectRedisLive({ url: redis.url, prefix: redis.prefix, logger: testLogger() });
    return {
      live,
      listeners: async (channelEnd) => {
        const [, count] = await redis.client.pubsub('NUMSUB', `${redis.prefix}live:${channelEnd}`);
        return Number(count);
      },
      [Symbol.asyncDispose]: async () => {
        await live.close();
        await redis[Symbol.asyncDispose]();
      },
    };
  });

  describe('on Redis', () => {
    test('processes tell each other', async () => {
      await using redis = await testRedis();
      const connect = () => connectRedisLive({ url: redis.url, prefix: redis.prefix, logger: testLogger() });
      const [one, other] = await Promise.all([connect(), connect()]);
      const listener = await one.subscribe(greeted, 'hall');
      other.publish(greeted, 'hall', { name: 'Zoe' });
      expect(await listener.next()).toEqual({ value: { name: 'Zoe' }, done: false });
      await Promise.all([one.close(), other.close()]);
    });

    test.each(['nonsense', '{"name":', '[]', '7', 'null', ''])('garbage is dropped: %s', async (garbage) => {
      await using over = await liveOverWire();
      const listener = await over.live.subscribe(greeted, 'hall');
      await over.redis.client.publish(over.channel('hall'), garbage);
      over.live.publish(greeted, 'hall', { name: 'Zoe' });
      expect(await listener.next()).toEqual({ value: { name: 'Zoe' }, done: false });
      expect(over.told).toEqual(['a live update is not as its topic says; it is dropped']);
    });

    test('whoever listened when the connection was cut listens again once it is back', async () => {
      await using over = await liveOverWire();
      const listener = await over.live.subscribe(greeted, 'hall');
      over.wire.cut();
      await expect.poll(() => over.told, { timeout: 10_000 }).toContain(BACK);
      await expect
        .poll(() => over.redis.client.pubsub('NUMSUB', over.channel('hall')), { timeout: 10_000 })
        .toEqual([over.channel('hall'), 1]);
      await over.redis.client.publish(over.channel('hall'), '{"name":"Zoe"}');
      expect(await listener.next()).toEqual({ value: { name: 'Zoe' }, done: false });
      expect(over.told).toEqual(['Redis is lost; live updates wait for it', BACK]);
    });

    test('while Redis is away a publish is lost at once, told once, and who wants to listen waits', async () => {
      await using over = await liveOverWire();
      const left = await over.live.subscribe(greeted, 'left');
      over.wire.shut();
      await expect
        .poll(() => over.told, { timeout: 10_000 })
        .toContain('Redis is lost; live updates wait for it');
      for (const name of ['Ana', 'Ben', 'Cid']) over.live.publish(greeted, 'hall', { name });
      expect(await over.live.send(greeted, 'hall', { name: 'Dan' }), 'told to who must know').toBe(false);
      await left.return();
      const subscribed = over.live.subscribe(greeted, 'hall');
      over.wire.open();
      const listener = await subscribed;
      expect(over.told.filter((line) => line === 'live updates are lost')).toHaveLength(1);
      await over.redis.client.publish(over.channel('hall'), '{"name":"Zoe"}');
      expect(await listener.next()).toEqual({ value: { name: 'Zoe' }, done: false });
      await expect
        .poll(() => over.redis.client.pubsub('NUMSUB', over.channel('left')))
        .toEqual([over.channel('left'), 0]);
    });

    test('it closes while Redis is away, and who waited to listen is told', async () => {
      await using over = await liveOverWire();
      const listener = await over.live.subscribe(greeted, 'hall');
      over.wire.shut();
      await expect
        .poll(() => over.told, { timeout: 10_000 })
        .toContain('Redis is lost; live updates wait for it');
      const subscribed = expect(over.live.subscribe(greeted, 'late')).rejects.toThrow(
        'Live updates have ended',
      );
      await over.live.close();
      await subscribed;
      expect(await listener.next()).toEqual({ value: undefined, done: true });
    });

    test('it starts while Redis is away', async () => {
      const live = await connectRedisLive({ url: 'redis://127.0.0.1:1', prefix: '', logger: testLogger() });
      live.publish(greeted, 'hall', { name: 'Zoe' });
      await live.close();
    });
  });
}

import { createMetrics } from '@arena/subgraph-kit';
import { testLogger, testRedis, testServices } from '@arena/testing';
import { afterEach, expect, test, vi } from 'vitest';
import type { Presence } from '../src/presence/presence.ts';
import { withPresence } from '../src/presence/with-presence.ts';
import { aGrant, aMatch, people, ROOM } from './presence-under-test.ts';

const now = () => new Date();
const env = { PRESENCE_TTL_MS: 60_000, GRANT_TTL_MS: 0 };

afterEach(() => vi.unstubAllEnvs());

test.skipIf('missing' in testServices().redis)(
  'a service has presence by its environment, until it has stopped',
  async () => {
    await using redis = await testRedis();
    vi.stubEnv('REDIS_URL', redis.url);
    vi.stubEnv('LIVE_PREFIX', redis.prefix);
    const match = aMatch();
    const [ana] = people(1) as [string];
    let given: Presence | undefined;
    const start = withPresence(async (_env: typeof env, { presence }) => {
      given = presence;
      await presence.take(match, ana, aGrant(), ROOM);
      // what stops may still ask
      return { url: 'here', stop: async () => expect(await presence.counts([match])).toEqual([0]) };
    });

    const service = await start(env, { logger: testLogger(), metrics: createMetrics(), now });
    expect(service.url).toBe('here');
    expect(await redis.client.keys(`${redis.prefix}*`)).not.toEqual([]);
    expect(await given?.findGrants(ana, [match]), 'as the settings say').toEqual([null]);
    await service.stop();
    await expect(given?.counts([match])).rejects.toMatchObject({
      extensions: { code: 'SUBGRAPH_UNAVAILABLE' },
    });
  },
);

test('a service without an address of Redis does not start', async () => {
  vi.stubEnv('REDIS_URL', '');
  const start = withPresence(async () => ({ url: 'here', stop: async () => {} }));
  await expect(start(env, { logger: testLogger(), metrics: createMetrics(), now })).rejects.toThrow(
    'REDIS_URL: is missing',
  );
});

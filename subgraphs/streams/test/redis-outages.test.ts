import { newId } from '@arena/subgraph-kit';
import { eventually, tcpProxy, testRedis, testServices } from '@arena/testing';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import type { Presence } from '../src/presence/presence.ts';
import { isRedisInstalled, ownRedis } from './own-redis.ts';
import { presenceAt } from './presence-on-redis.ts';
import { aGrant, aMatch, people, ROOM, watching } from './presence-under-test.ts';

const AWAY = 'Redis does not answer about who is present';
const BACK = 'Redis answers again about who is present';

/** Asks everything that can be asked. */
function askAll(presence: Presence, match = aMatch()): Promise<PromiseSettledResult<unknown>[]> {
  return Promise.allSettled([
    presence.take(match, newId(), aGrant(), ROOM),
    presence.findGrants(newId(), [match]),
    presence.keep(match, people(2)),
    presence.leave(match, people(2)),
    presence.revoke(match, people(2)),
    presence.counts([match]),
    presence.peak(match),
    presence.audiences([match.tournamentId]),
    presence.viewers(match, { limit: 1, after: null }),
    presence.sweep(),
    presence.claimTelling(match, 500),
    presence.end(match),
  ]);
}

const UNAVAILABLE = { reason: { extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'streams' } } };

async function expectUnavailable(presence: Presence): Promise<void> {
  for (const result of await askAll(presence)) expect(result).toMatchObject(UNAVAILABLE);
}

async function expectAnswers(presence: Presence): Promise<void> {
  for (const result of await askAll(presence)) expect(result).toMatchObject({ status: 'fulfilled' });
}

/** Asks until there is an answer again. */
const untilAnswered = (presence: Presence) =>
  eventually(
    () => presence.counts([aMatch()]).catch(() => null),
    (counts) => counts !== null,
  );

test('presence starts while Redis is away, fails and closes', async () => {
  await using at = await presenceAt('redis://127.0.0.1:1');
  await expectUnavailable(at.presence);
  expect(at.told).toEqual([AWAY]);
});

describe.skipIf('missing' in testServices().redis)('over a wire to Redis', () => {
  test('while Redis is away everything fails, and is well again after; both are told once', async () => {
    await using redis = await testRedis();
    await using wire = await tcpProxy(redis.url);
    await using at = await presenceAt(wire.url, redis.prefix);
    const match = aMatch();
    await watching(at.presence, match, people(3));
    wire.shut();
    await expectUnavailable(at.presence);
    const ana = newId();
    await expect(at.presence.take(match, ana, aGrant(), ROOM)).rejects.toMatchObject(UNAVAILABLE.reason);
    wire.open();
    await untilAnswered(at.presence);
    expect(await at.presence.counts([match]), 'nothing was forgotten').toEqual([3]);
    expect(await at.presence.findGrants(ana, [match]), 'what failed is not made up for').toEqual([null]);
    await expectAnswers(at.presence);
    expect(at.told).toEqual([AWAY, BACK]);
  });

  test('presence that has started without Redis finds it once it is there', async () => {
    await using redis = await testRedis();
    await using wire = await tcpProxy(redis.url);
    wire.shut();
    await using at = await presenceAt(wire.url, redis.prefix);
    await expectUnavailable(at.presence);
    wire.open();
    await untilAnswered(at.presence);
    await expectAnswers(at.presence);
    expect(at.told).toEqual([AWAY, BACK]);
  });

  test('a Redis that falls silent is given up, and connected to again', async () => {
    await using redis = await testRedis();
    await using wire = await tcpProxy(redis.url);
    await using at = await presenceAt(wire.url, redis.prefix);
    await expectAnswers(at.presence);
    wire.mute();
    await expectUnavailable(at.presence);
    await untilAnswered(at.presence);
    await expectAnswers(at.presence);
  });

  test('after its close nothing is answered', async () => {
    await using redis = await testRedis();
    await using at = await presenceAt(redis.url, redis.prefix);
    await at.presence.close();
    await expectUnavailable(at.presence);
  });
});

describe.skipIf(!isRedisInstalled())('with a Redis of its own', () => {
  test('a Redis that is killed and started again knows neither people nor scripts; presence goes on', async () => {
    await using redis = await ownRedis();
    await using at = await presenceAt(redis.url);
    const match = aMatch();
    const crowd = people(3);
    await watching(at.presence, match, crowd);
    await redis.kill();
    await expectUnavailable(at.presence);
    await redis.start();
    await untilAnswered(at.presence);
    expect((await at.presence.keep(match, crowd)).lost).toEqual(crowd);
    await watching(at.presence, match, crowd.slice(1));
    expect(await at.presence.counts([match])).toEqual([2]);
    await expectAnswers(at.presence);
  });

  test('scripts that Redis has dropped are sent again', async () => {
    await using redis = await ownRedis();
    await using at = await presenceAt(redis.url);
    await expectAnswers(at.presence);
    const client = new Redis(redis.url);
    await client.script('FLUSH');
    client.disconnect();
    await expectAnswers(at.presence);
    expect(at.told).toEqual([]);
  });

  test('each script keeps to the keys of one slot, as a cluster wants it', async () => {
    await using redis = await ownRedis('--cluster-enabled', 'yes');
    const client = new Redis(redis.url);
    await client.cluster('ADDSLOTSRANGE', 0, 16_383);
    await eventually(
      () => client.cluster('INFO'),
      (state) => state.includes('cluster_state:ok'),
    );
    client.disconnect();
    await using at = await presenceAt(redis.url, 'arena:');
    await expectAnswers(at.presence);
    const match = aMatch();
    await watching(at.presence, match, people(2));
    expect(await at.presence.counts([match])).toEqual([2]);
  });
});

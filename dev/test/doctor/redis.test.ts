import { testRedis, testServices } from '@arena/testing';
import { Redis } from 'ioredis';
import { describe, expect, test } from 'vitest';
import { isRedisInstalled, ownRedis } from '../../../subgraphs/streams/test/own-redis.ts';
import { checkRedis, judgeRedis } from '../../doctor/redis.ts';
import { NOWHERE } from './unreachable.ts';

test.skipIf('missing' in testServices().redis)('a healthy Redis is told', async () => {
  await using redis = await testRedis();
  const findings = await checkRedis(redis.url);
  expect(findings).toMatchObject([
    { status: 'ok', subject: 'server', says: expect.stringMatching(/^Redis \d+\.\d+\.\d+ at \S+:\d+$/) },
    { status: 'ok', subject: 'policy' },
    { status: 'ok', subject: 'memory' },
  ]);
});

describe.skipIf(!isRedisInstalled())('a Redis of its own', () => {
  test('a policy that takes what must stay fails, and one that takes what is kept for a while is right', async () => {
    await using redis = await ownRedis('--maxmemory', '64mb', '--maxmemory-policy', 'allkeys-lru');
    expect((await checkRedis(redis.url))[1]).toMatchObject({
      ...{ status: 'fail', subject: 'policy', code: 'redis-policy' },
      says: 'maxmemory-policy is allkeys-lru',
    });
    const client = new Redis(redis.url);
    await client.config('SET', 'maxmemory-policy', 'volatile-lru');
    client.disconnect();
    expect((await checkRedis(redis.url)).map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
  });

  test('memory that runs out is told where nothing may be let go', async () => {
    await using redis = await ownRedis('--maxmemory', '1b', '--maxmemory-policy', 'noeviction');
    expect((await checkRedis(redis.url))[2]).toMatchObject({ status: 'fail', code: 'redis-memory' });
  });

  test('a replica cannot serve', async () => {
    await using redis = await ownRedis('--replicaof', '127.0.0.1 1');
    expect((await checkRedis(redis.url))[0]).toMatchObject({ status: 'fail', code: 'redis-unfit' });
  });

  test('a wrong password is told without the password', async () => {
    await using redis = await ownRedis('--requirepass', 'right-and-long');
    const [finding] = await checkRedis(redis.url.replace('//', '//:wrong-and-long@'));
    expect(finding).toMatchObject({ status: 'fail', code: 'redis-unreachable' });
    expect(finding?.says).toContain('WRONGPASS');
    expect(JSON.stringify(finding)).not.toMatch(/right-and-long|wrong-and-long/);
  });
});

test('what a managed Redis does not tell is neither right nor wrong', () => {
  const told = (...lines: string[]) =>
    judgeRedis('redis.example:6379', lines.join('\r\n')).map(({ status }) => status);
  expect(told('# Server', 'redis_version:7.2.4')).toEqual(['ok', 'skipped', 'skipped']);
  expect(told('# Memory', 'used_memory:1048576')).toEqual(['skipped', 'skipped', 'skipped']);
  expect(told('redis_version:7.2.4', 'used_memory:1', 'maxmemory:0', 'maxmemory_policy:noeviction')).toEqual([
    'ok',
    'ok',
    'ok',
  ]);
});

test('a Redis that is away fails', async () => {
  expect(await checkRedis(`redis://:sesame-open@${NOWHERE}`)).toEqual([
    {
      status: 'fail',
      subject: 'server',
      code: 'redis-unreachable',
      says: `${NOWHERE}: nothing listens there`,
      remedy: 'start it, or correct REDIS_URL',
    },
  ]);
});

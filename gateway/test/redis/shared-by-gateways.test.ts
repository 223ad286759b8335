import { testLogger, testRedis, testServices } from '@arena/testing';
import { connectRedis } from '../../src/redis/connect-redis.ts';
import { describe, expect, test } from 'vitest';
import { startedGateway } from '../started-gateway.ts';
import { codeIn, naming, post } from '../persisted-documents/hashed-requests.ts';

describe.skipIf('missing' in testServices().redis)('gateways of one Redis', () => {
  test('a document that one has kept another knows', async () => {
    await using redis = await testRedis();
    const options = { redis: redis.client, env: { LIVE_PREFIX: redis.prefix } };
    await using one = await startedGateway(options);
    await using other = await startedGateway(options);
    const query = 'query Typename { __typename }';
    await post(one.url, { query, extensions: naming(query) });
    expect(await post(other.url, { extensions: naming(query) })).toMatchObject({
      data: { __typename: 'Query' },
    });
  });

  test('they share the budget of a caller', async () => {
    await using redis = await testRedis();
    const env = { LIVE_PREFIX: redis.prefix, RATE_LIMITS: 'on', RATE_LIMIT_ADDRESS: '1' };
    await using one = await startedGateway({ redis: redis.client, env });
    await using other = await startedGateway({ redis: redis.client, env });
    expect((await one.ask('{ __typename }')).status).toBe(200);
    expect((await other.ask('{ __typename }')).status).toBe(429);
  });
});

test('a gateway whose Redis was never there starts and answers', async () => {
  const redis = connectRedis('redis://127.0.0.1:1', testLogger());
  try {
    await using gateway = await startedGateway({ redis, env: { RATE_LIMITS: 'on' } });
    const query = '{ __typename }';
    expect(codeIn(await post(gateway.url, { extensions: naming(query) }))).toBe('PERSISTED_QUERY_NOT_FOUND');
    expect((await post(gateway.url, { query, extensions: naming(query) })).status).toBe(200);
  } finally {
    redis.disconnect();
  }
});

import { codeOf } from '@arena/testing';
import { expect, test } from 'vitest';
import { parseEnv } from '../../src/index.ts';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import { startedGateway } from '../started-gateway.ts';
import { subgraphsAt } from '../subgraphs-at.ts';

const TEN_FIELDS = `mutation { ${Array.from({ length: 10 }, (_, i) => `a${i}: logout(refreshToken: "x")`).join(' ')} }`;
const LOGIN = 'mutation { login(input: { login: "zoe", password: "x" }) { accessToken } }';

const limited = (env: Record<string, string> = {}) =>
  startedGateway({ jwks, env: { RATE_LIMITS: 'on', ...env } });

test('an operation over the budget is refused before any subgraph hears of it', async () => {
  await using gateway = await limited({ RATE_LIMIT_ADDRESS: '11' });
  const first = await gateway.ask(TEN_FIELDS);
  expect(first.status).toBe(200);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'ratelimit-limit': '11',
    'ratelimit-remaining': '0',
  });
  gateway.users.received.splice(0);

  const refused = await gateway.ask(TEN_FIELDS);
  expect(refused.status).toBe(429);
  expect(codeOf(refused)).toBe('RATE_LIMITED');
  const retryAfterMs = refused.errors?.[0]?.extensions['retryAfterMs'] as number;
  expect(retryAfterMs).toBeGreaterThan(0);
  expect(refused.headers.get('retry-after')).toBe(String(Math.ceil(retryAfterMs / 1_000)));
  expect(refused.headers.get('ratelimit-reset')).toBe(refused.headers.get('retry-after'));
  expect(gateway.users.received).toEqual([]);
});

test('logins have a budget of their own, which other operations leave alone', async () => {
  await using gateway = await limited();
  expect((await gateway.ask(LOGIN)).headers.get('ratelimit-limit')).toBe('8');
  expect((await gateway.ask(LOGIN)).headers.get('ratelimit-remaining')).toBe('6');
  expect((await gateway.ask('{ __typename }')).headers.get('ratelimit-limit')).toBe('3000');
});

test('who is signed in has a budget of their own', async () => {
  await using gateway = await limited({ RATE_LIMIT_PERSON: '1', RATE_LIMIT_ADDRESS: '1' });
  const zoe = bearer(await accessToken());
  expect((await gateway.ask('{ __typename }', {}, zoe)).status).toBe(200);
  expect((await gateway.ask('{ __typename }', {}, zoe)).status).toBe(429);
  expect((await gateway.ask('{ __typename }', {}, bearer(await accessToken()))).status).toBe(200);
  expect((await gateway.ask('{ __typename }')).status).toBe(200);
  expect((await gateway.ask('{ __typename }')).status).toBe(429);
});

test('the address is the one that the trusted proxies tell', async () => {
  await using gateway = await limited({ RATE_LIMIT_ADDRESS: '1', TRUSTED_PROXY_HOPS: '1' });
  const from = (address: string) => gateway.ask('{ __typename }', {}, { 'x-forwarded-for': address });
  expect((await from('192.0.2.1')).status).toBe(200);
  expect((await from('192.0.2.2')).status).toBe(200);
  expect((await from('203.0.113.9, 192.0.2.1')).status, 'its own claim is nothing').toBe(429);
});

test('what an operation costs counts', async () => {
  await using gateway = await limited();
  const remaining = async (query: string) => {
    const { headers } = await gateway.ask(query);
    return Number(headers.get('ratelimit-remaining'));
  };
  const before = await remaining('{ __typename }');
  const after = await remaining('{ tournaments(first: 100) { nodes { organizer { id } } } }');
  expect(before - after).toBeGreaterThan(1);
});

test('browsers may read how their budget stands', async () => {
  await using gateway = await limited({ CORS_ORIGINS: 'https://app.example' });
  const { headers } = await gateway.ask('{ __typename }', {}, { origin: 'https://app.example' });
  const exposed = headers.get('access-control-expose-headers')?.split(',') ?? [];
  expect(exposed).toEqual(
    expect.arrayContaining(['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset', 'retry-after']),
  );
});

test('what is no valid operation is not counted', async () => {
  await using gateway = await limited();
  expect((await gateway.ask('{ nothing }')).headers.get('ratelimit-limit')).toBeNull();
});

test('RATE_LIMITS=off counts nobody, and is refused in production', async () => {
  await using gateway = await limited({ RATE_LIMITS: 'off', RATE_LIMIT_ADDRESS: '1' });
  for (let i = 0; i < 3; i += 1) {
    const { status, headers } = await gateway.ask('{ __typename }');
    expect(status).toBe(200);
    expect(headers.get('ratelimit-limit')).toBeNull();
  }
  const key = JSON.stringify({ kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd' });
  const production = {
    ...subgraphsAt('http://localhost:1'),
    NODE_ENV: 'production',
    IDENTITY_PRIVATE_JWK: key,
  };
  expect(parseEnv(production).RATE_LIMITS).toBe('on');
  expect(() => parseEnv({ ...production, RATE_LIMITS: 'off' })).toThrow(/RATE_LIMITS: must be on/);
});

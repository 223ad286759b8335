import { expect, test } from 'vitest';
import { parseEnv } from '../src/index.ts';
import { SUBGRAPH_NAMES } from '../src/subgraphs/variables.ts';
import { startedGateway } from './started-gateway.ts';
import { subgraphsAt } from './subgraphs-at.ts';

const ALL_UP = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, 'up']));

const readiness = async (url: string) => {
  const response = await fetch(`${url}/health/ready`);
  return { status: response.status, body: await response.json() };
};

/** A promise and what resolves it. */
function signal(): [Promise<void>, () => void] {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return [promise, () => resolve()];
}

test('ready once every subgraph has answered, and for good', async () => {
  await using gateway = await startedGateway();
  expect(await readiness(gateway.url)).toEqual({
    status: 200,
    body: { status: 'ready', subgraphs: ALL_UP },
  });
  await gateway.tournaments[Symbol.asyncDispose]();
  expect(await readiness(gateway.url)).toEqual({
    status: 200,
    body: { status: 'ready', subgraphs: { ...ALL_UP, tournaments: 'down' } },
  });
});

test('readiness tells the version that runs', async () => {
  await using gateway = await startedGateway({ env: { ARENA_VERSION: '1.2.3' } });
  expect((await readiness(gateway.url)).body).toMatchObject({ version: '1.2.3' });
});

test('not ready before a subgraph has answered once, until the deadline has passed', async () => {
  await using gateway = await startedGateway();
  await gateway.users[Symbol.asyncDispose]();
  expect(await readiness(gateway.url)).toMatchObject({
    status: 503,
    body: { status: 'starting', subgraphs: { users: 'down', tournaments: 'up' } },
  });
  gateway.adapters.advance(30_000);
  expect(await readiness(gateway.url)).toMatchObject({ status: 200, body: { subgraphs: { users: 'down' } } });
});

test('alive whatever the subgraphs do', async () => {
  await using gateway = await startedGateway();
  await gateway.users[Symbol.asyncDispose]();
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
});

test('a request under way is answered while the gateway drains, and no new one is taken', async () => {
  await using gateway = await startedGateway();
  const [arrived, arrive] = signal();
  const [released, release] = signal();
  gateway.users.answer = async () => {
    arrive();
    await released;
    return { body: { data: { me: null } } };
  };
  const answer = gateway.ask('{ me { id } }');
  await arrived;
  const stopped = gateway.stop();
  await expect(fetch(`${gateway.url}/health/live`)).rejects.toThrow();
  release();
  expect(await answer).toMatchObject({ status: 200, data: { me: null } });
  await stopped;
});

test('browsers of Apollo Sandbox and of the configured origins may read answers, others may not', async () => {
  await using gateway = await startedGateway({ env: { CORS_ORIGINS: 'https://app.example' } });
  const allowed = async (origin: string) => {
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type',
      },
    });
    return preflight.headers.get('access-control-allow-origin');
  };
  expect(await allowed('https://studio.apollographql.com')).toBe('https://studio.apollographql.com');
  expect(await allowed('https://app.example')).toBe('https://app.example');
  expect(await allowed('https://evil.example')).toBeNull();
});

const PRODUCTION = {
  NODE_ENV: 'production',
  // the example of RFC 8037
  IDENTITY_PRIVATE_JWK:
    '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}',
};

test('in production neither page nor schema is shown', async () => {
  const ready = { document: 'mutation Ready { login { accessToken } }' };
  await using gateway = await startedGateway({
    env: { ...PRODUCTION, LANDING_PAGE: JSON.stringify(ready) },
  });
  const page = await fetch(`${gateway.url}/graphql`, { headers: { accept: 'text/html' } });
  expect(page.status).not.toBe(200);
  expect(await page.text()).not.toContain('Ready');
  const introspection = await gateway.ask('{ __schema { types { name } } }');
  expect(introspection.data).toBeFalsy();
  const typo = await gateway.ask('{ mee { id } }');
  expect(typo.errors?.[0]?.message).not.toContain('Did you mean');
});

test('every fault of the environment is named', () => {
  const faulty = {
    PORT: 'http',
    USERS_URL: 'users',
    CORS_ORIGINS: 'https://app.example/path',
    LOG_LEVEL: 'loud',
  };
  expect(() => parseEnv(faulty)).toThrow(/PORT.*USERS_URL.*TOURNAMENTS_URL.*CORS_ORIGINS/s);
});

test('production needs the identity key', () => {
  const env = {
    NODE_ENV: 'production',
    ...subgraphsAt('http://u'),
  };
  expect(() => parseEnv(env)).toThrow('IDENTITY_PRIVATE_JWK');
});

test.each([
  ['a private key', JSON.parse(PRODUCTION.IDENTITY_PRIVATE_JWK) as object],
  ['a key of another kind', { kty: 'EC', crv: 'P-256', x: 'secret', y: 'secret' }],
])('%s is not published', (_, key) => {
  const parse = () =>
    parseEnv({ ...subgraphsAt('http://u'), IDENTITY_PUBLISHED_JWKS: JSON.stringify({ keys: [key] }) });
  expect(parse).toThrow('IDENTITY_PUBLISHED_JWKS: must hold public Ed25519 keys, and no private one');
  expect(parse).not.toThrow(/secret|nWGxne/);
});

test('the plan of an operation is shown to who asks for it, and in production to nobody', async () => {
  const planOf = async (env: Record<string, string>) => {
    await using gateway = await startedGateway({ env });
    const { extensions } = await gateway.ask('{ me { id } }', {}, { 'apollo-query-plan-experimental': '1' });
    return extensions;
  };
  expect(await planOf({})).toEqual({
    __queryPlanExperimental: expect.stringContaining('Fetch(service: "users")'),
  });
  expect(await planOf(PRODUCTION)).toBeUndefined();
});

import { codeOf, tcpProxy } from '@arena/testing';
import { expect, test } from 'vitest';
import { gate } from './execution/fixture.ts';
import { fakeSubgraph } from './fake-subgraph.ts';
import { startedGateway } from './started-gateway.ts';

const QUERY = '{ categories { id } userByUsername(username: "zoe") { id } }';
const MUTATION = 'mutation { logout(refreshToken: "x") }';
const categories = () => ({ body: { data: { categories: [] } } });
const zoe = () => ({ body: { data: { userByUsername: { id: '1' } } } });

const ZOE_MISSING = {
  data: { categories: [], userByUsername: null },
  errors: [{ path: ['userByUsername'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' } }],
};

test('a gateway starts beside a subgraph that was never up, and serves the others', async () => {
  const gone = await fakeSubgraph();
  await gone[Symbol.asyncDispose]();
  await using gateway = await startedGateway({ env: { USERS_URL: gone.url } });
  gateway.tournaments.answer = categories;
  expect(await gateway.ask(QUERY)).toMatchObject(ZOE_MISSING);
});

test('a query outlives a cut connection, a mutation is not sent twice', async () => {
  await using gateway = await startedGateway();
  const { users } = gateway;
  users.answer = () => (users.received.length === 1 ? 'cut' : zoe());
  expect(await gateway.ask('{ userByUsername(username: "zoe") { id } }')).toMatchObject({
    data: { userByUsername: { id: '1' } },
  });
  users.received.length = 0;
  users.answer = () => 'cut';
  expect(codeOf(await gateway.ask(MUTATION))).toBe('SUBGRAPH_UNAVAILABLE');
  expect(users.received).toHaveLength(1);
});

test('a query is answered over a new wire when all kept-alive ones were cut', async () => {
  const users = await fakeSubgraph();
  await using wire = await tcpProxy(users.url);
  await using gateway = await startedGateway({ env: { USERS_URL: wire.url } });
  users.answer = zoe;
  await gateway.ask(QUERY);
  wire.cut();
  expect(await gateway.ask(QUERY)).toMatchObject({ data: { userByUsername: { id: '1' } } });
  await users[Symbol.asyncDispose]();
});

test('a subgraph has time limits of its own where they are set', async () => {
  await using gateway = await startedGateway({
    env: {
      SUBGRAPH_TIMEOUT_MS: '600000',
      SUBGRAPH_MUTATION_TIMEOUT_MS: '600000',
      OPERATION_TIMEOUT_MS: '600000',
      USERS_TIMEOUT_MS: '50',
      USERS_MUTATION_TIMEOUT_MS: '50',
    },
  });
  gateway.tournaments.answer = categories;
  gateway.users.answer = () => 'hang';
  expect(await gateway.ask(QUERY)).toMatchObject(ZOE_MISSING);
  expect(codeOf(await gateway.ask(MUTATION))).toBe('SUBGRAPH_UNAVAILABLE');
});

test('a subgraph that keeps failing is left alone, and costs only its own fields', async () => {
  await using gateway = await startedGateway();
  gateway.tournaments.answer = categories;
  gateway.users.answer = () => ({ status: 502, body: '<html>', type: 'text/html' });
  for (let i = 0; i < 25; i++) expect(await gateway.ask(QUERY)).toMatchObject(ZOE_MISSING);
  expect(gateway.users.received).toHaveLength(20);
  expect(gateway.tournaments.received).toHaveLength(25);
});

test('a subgraph whose answers are errors with a status of 500 is still called', async () => {
  await using gateway = await startedGateway();
  gateway.users.answer = () => ({
    status: 500,
    body: { errors: [{ message: 'Taken', extensions: { code: 'CONFLICT' } }] },
  });
  for (let i = 0; i < 25; i++)
    expect(codeOf(await gateway.ask('{ userByUsername(username: "zoe") { id } }'))).toBe('CONFLICT');
  expect(gateway.users.received).toHaveLength(25);
});

const post = (url: string, headers: Record<string, string> = {}, signal?: AbortSignal) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ me { id } }' }),
    ...(signal && { signal }),
  });

test('beyond the operations that may be in hand a request is told to come back', async () => {
  await using gateway = await startedGateway({ env: { MAX_OPERATIONS_IN_FLIGHT: '1' } });
  const arrived = gate();
  const released = gate();
  gateway.users.answer = async () => {
    arrived.open();
    await released.passed;
    return { body: { data: { me: null } } };
  };
  const first = post(gateway.url);
  await arrived.passed;

  const refused = await post(gateway.url, { accept: 'application/graphql-response+json' });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
  expect(await refused.json()).toEqual({
    errors: [
      {
        message: 'Too many operations are under way',
        extensions: { code: 'LIMIT_EXCEEDED', reason: 'OVERLOADED', retryAfterMs: 1_000 },
      },
    ],
  });
  expect((await fetch(`${gateway.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${gateway.url}/health/ready`)).status).toBe(200);

  released.open();
  expect(await (await first).json()).toEqual({ data: { me: null } });
  expect((await post(gateway.url)).status).toBe(200);
});

test('a client that hangs up gives its place free', async () => {
  await using gateway = await startedGateway({ env: { MAX_OPERATIONS_IN_FLIGHT: '1' } });
  const client = new AbortController();
  const left = new Promise<void>((resolve) => {
    gateway.users.answer = ({ closed }) => {
      void closed.then(resolve);
      client.abort();
      return 'hang';
    };
  });
  await expect(post(gateway.url, {}, client.signal)).rejects.toThrow('aborted');
  // the gateway gives up the subgraph's call as it learns of it
  await left;
  gateway.users.answer = () => ({ body: { data: { me: null } } });
  expect((await post(gateway.url)).status).toBe(200);
});

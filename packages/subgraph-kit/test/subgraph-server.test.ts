import { createLocalJWKSet } from 'jose';
import { askAs, codeOf, faultyFields, person, running, testAdapters, testIdentityJwks } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completeSdl, Conflict, startSubgraph, type Caller, type Service } from '../src/index.ts';

const typeDefs = completeSdl(`
  type Query { whoAmI: String, trace: String, crash: String, refused: String, count(first: Int, at: DateTime, order: Order, input: Input): Int }
  enum Order { UP DOWN }
  input Input { email: EmailAddress! }
`);

const resolvers = {
  Query: {
    whoAmI: (_: unknown, _args: unknown, { caller }: { caller: Caller }) => caller.userId,
    trace: (_: unknown, _args: unknown, { caller }: { caller: Caller }) => caller.traceparent,
    crash: () => {
      throw new Error('connect ECONNREFUSED to the database at 10.0.0.7');
    },
    refused: () => {
      const details = { checkoutId: 'c1', retryAfterMs: 5, table: 'checkouts' };
      throw new Conflict('CHECKOUT_OPEN', 'Another is open', details);
    },
    count: () => 1,
  },
};

let closed = 0;
let service: Service & AsyncDisposable;
beforeAll(async () => {
  service = running(
    'subgraph',
    await startSubgraph({
      name: 'sample',
      typeDefs,
      resolvers,
      env: { HOST: '127.0.0.1', PORT: 0, DRAIN_TIMEOUT_MS: 1_000 },
      adapters: testAdapters(),
      identityKeys: createLocalJWKSet(JSON.parse(testIdentityJwks)),
      createContext: (caller) => ({ caller, requestId: caller.requestId }),
      checkReady: async () => {},
      close: async () => void (closed += 1),
    }),
  );
});
afterAll(async () => {
  await service[Symbol.asyncDispose]();
  expect(closed).toBe(1);
});

const ask = (query: string, variables = {}, identity = person()) =>
  askAs(service.url, 'sample', identity)(query, variables);

test('the caller is the one the gateway vouches for', async () => {
  const alice = person();
  expect((await ask('{ whoAmI }', {}, alice)).data).toEqual({ whoAmI: alice.userId });
});

test('the caller carries the trace context of the request, if it is a sound one', async () => {
  const traced = async (traceparent: string) =>
    (await askAs(service.url, 'sample')('{ trace }', {}, { traceparent })).data.trace;
  const sound = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  expect(await traced(sound)).toBe(sound);
  expect(await traced(sound.toUpperCase())).toBeNull();
});

test('a request without the gateway’s word is refused before it is looked at', async () => {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query": "{ whoAmI }"}',
  });
  expect(response.status).toBe(401);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
});

test('an unforeseen failure shows nothing of the inside', async () => {
  const { errors } = await askAs(service.url, 'sample')('{ crash }', {}, { 'x-request-id': 'request-1' });
  expect(errors).toEqual([
    {
      message: 'Something went wrong on our side',
      locations: [{ line: 1, column: 3 }],
      path: ['crash'],
      extensions: { code: 'INTERNAL', requestId: 'request-1' },
    },
  ]);
});

test('a refusal says what stands in the way, and nothing of the inside', async () => {
  const { errors } = await ask('{ refused }');
  expect(errors).toMatchObject([{ message: 'Another is open', path: ['refused'] }]);
  expect(errors?.[0]?.extensions).toEqual({
    code: 'CONFLICT',
    reason: 'CHECKOUT_OPEN',
    checkoutId: 'c1',
    retryAfterMs: 5,
  });
});

test.each([
  ['query ($at: DateTime) { count(at: $at) }', { at: 'tomorrow' }, 'at'],
  ['query ($input: Input) { count(input: $input) }', { input: { email: 'nobody' } }, 'input.email'],
  ['query ($order: Order) { count(order: $order) }', { order: 'SIDEWAYS' }, 'order'],
  ['query ($first: Int) { count(first: $first) }', { first: 3_000_000_000 }, 'first'],
  ['{ count(at: "tomorrow") }', {}, 'at'],
  ['{ count(input: { email: "nobody" }) }', {}, 'input.email'],
  ['{ count(order: SIDEWAYS) }', {}, 'order'],
])('a bad value is BAD_USER_INPUT and named: %s', async (query, variables, path) => {
  const answer = await ask(query, variables);
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual([path]);
});

test('a refused value is not repeated, since it may hold a secret', async () => {
  const input = { email: 'zoe@arena.example', password: 'hunter2' };
  const answer = await ask('query ($i: Input) { count(input: $i) }', { i: input });
  expect(faultyFields(answer)).toEqual(['input']);
  expect(JSON.stringify(answer.errors)).not.toContain('hunter2');
});

test('a mistaken operation is not taken for a bad value', async () => {
  expect(codeOf(await ask('{ nothing }'))).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(codeOf(await ask('{ count(last: 1) }'))).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('health is for everyone', async () => {
  expect((await fetch(`${service.url}/health/live`)).status).toBe(200);
  expect((await fetch(`${service.url}/health/ready`)).status).toBe(200);
});

test('a taken port is told with its remedy', async () => {
  const { port } = new URL(service.url);
  const second = startSubgraph({
    name: 'sample',
    typeDefs,
    resolvers,
    env: { HOST: '127.0.0.1', PORT: Number(port), DRAIN_TIMEOUT_MS: 1_000 },
    adapters: testAdapters(),
    identityKeys: createLocalJWKSet({ keys: [] }),
    createContext: (caller) => ({ caller, requestId: caller.requestId }),
    checkReady: async () => {},
    close: async () => {},
  });
  await expect(second).rejects.toThrow(`127.0.0.1:${port} is already in use`);
});

import { codeOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Answer } from './fake-subgraph.ts';
import { startedGateway, type StartedGateway } from './started-gateway.ts';

const QUERY = '{ categories { id } userByUsername(username: "zoe") { id } }';

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await startedGateway({
    env: { SUBGRAPH_TIMEOUT_MS: '500', SUBGRAPH_MUTATION_TIMEOUT_MS: '500' },
  });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => {
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
});

const tenMegabytes = JSON.stringify({ data: { userByUsername: { id: 'x'.repeat(10_000_000) } } });

const unavailable: [string, Answer][] = [
  ['hangs', () => 'hang'],
  ['answers no JSON', () => ({ body: '<html>Bad gateway</html>', status: 502, type: 'text/html' })],
  ['answers JSON that is no GraphQL', () => ({ body: { errors: 'oops' } })],
  ['answers half of its JSON', () => ({ body: '{"data":{"userByUsername":{"id":"1' })],
  ['answers 500 with nothing', () => ({ body: '', status: 500 })],
  ['answers ten megabytes', () => ({ body: tenMegabytes })],
];

test.each(unavailable)('a subgraph that %s costs only its own fields', async (_what, answer) => {
  gateway.users.answer = answer;
  const result = await gateway.ask(QUERY);
  expect(result.data).toEqual({ categories: [], userByUsername: null });
  expect(result.errors).toMatchObject([
    {
      message: 'The subgraph users is unavailable',
      path: ['userByUsername'],
      extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' },
    },
  ]);
});

test('a subgraph that is not there costs only its own fields', async () => {
  await using lonely = await startedGateway();
  lonely.tournaments.answer = () => ({ body: { data: { categories: [] } } });
  await lonely.users[Symbol.asyncDispose]();
  const result = await lonely.ask(QUERY);
  expect(result.data).toEqual({ categories: [], userByUsername: null });
  expect(codeOf(result)).toBe('SUBGRAPH_UNAVAILABLE');
});

test('a mutation on a hanging subgraph ends at its time limit and is not sent again', async () => {
  gateway.users.answer = () => 'hang';
  gateway.users.received.length = 0;
  const result = await gateway.ask('mutation { logout(refreshToken: "x") }');
  expect(codeOf(result)).toBe('SUBGRAPH_UNAVAILABLE');
  expect(gateway.users.received).toHaveLength(1);
});

test('a GraphQL answer with status 400 is read, not turned into a failure', async () => {
  const fields = [{ path: 'input.email', message: 'no e-mail address' }];
  gateway.users.answer = () => ({
    status: 400,
    body: { errors: [{ message: 'Bad', extensions: { code: 'BAD_USER_INPUT', fields } }] },
  });
  const result = await gateway.ask('{ userByUsername(username: "zoe") { id } }');
  expect(result.errors).toMatchObject([{ message: 'Bad', extensions: { code: 'BAD_USER_INPUT', fields } }]);
});

test('what a subgraph says of its inside is masked, with the request’s id', async () => {
  gateway.users.answer = () => ({
    body: {
      data: { userByUsername: null },
      errors: [
        {
          message: 'relation "users" does not exist',
          path: ['userByUsername'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', stacktrace: ['at /srv/secret.ts'] },
        },
      ],
    },
  });
  const result = await gateway.ask(
    '{ userByUsername(username: "zoe") { id } }',
    {},
    { 'x-request-id': 'request-0815' },
  );
  expect(result.errors).toEqual([
    {
      message: 'Something went wrong on our side',
      path: ['userByUsername'],
      extensions: { code: 'INTERNAL', requestId: 'request-0815' },
    },
  ]);
  expect(result.headers.get('x-request-id')).toBe('request-0815');
  expect(gateway.users.received.at(-1)?.headers['x-request-id']).toBe('request-0815');
});

test('a domain error keeps its code and reason and nothing else', async () => {
  gateway.users.answer = () => ({
    body: {
      data: { userByUsername: null },
      errors: [
        {
          message: 'Taken',
          path: ['userByUsername'],
          extensions: { code: 'CONFLICT', reason: 'TAKEN', sql: 'x' },
        },
      ],
    },
  });
  const result = await gateway.ask('{ userByUsername(username: "zoe") { id } }');
  expect(result.errors?.[0]?.extensions).toEqual({ code: 'CONFLICT', reason: 'TAKEN' });
});

test('a subgraph’s answer against the schema is a fault of ours at its place', async () => {
  gateway.users.answer = () => ({ body: { data: { userByUsername: { id: '1', username: 5 } } } });
  const result = await gateway.ask('{ categories { id } userByUsername(username: "zoe") { id username } }');
  expect(result.data).toEqual({ categories: [], userByUsername: null });
  expect(result.errors).toEqual([
    {
      message: 'Something went wrong on our side',
      path: ['userByUsername', 'username'],
      extensions: { code: 'INTERNAL', requestId: expect.any(String) },
    },
  ]);
});

test('a query that takes too long in all is answered with what there is', async () => {
  await using slow = await startedGateway({ env: { OPERATION_TIMEOUT_MS: '150' } });
  slow.tournaments.answer = () => ({ body: { data: { categories: [] } } });
  slow.users.answer = () => 'hang';
  const result = await slow.ask(QUERY);
  expect(result.data).toEqual({ categories: [], userByUsername: null });
  expect(codeOf(result)).toBe('SUBGRAPH_UNAVAILABLE');
});

test('a client that hangs up ends the calls made for it', async () => {
  const client = new AbortController();
  await using patient = await startedGateway({
    env: { SUBGRAPH_TIMEOUT_MS: '60000', OPERATION_TIMEOUT_MS: '60000' },
  });
  const closed = new Promise<void>((resolve) => {
    patient.users.answer = ({ closed: left }) => {
      void left.then(resolve);
      client.abort();
      return 'hang';
    };
  });
  const request = fetch(`${patient.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: QUERY }),
    signal: client.signal,
  });
  await expect(request).rejects.toThrow('aborted');
  await closed;
});

import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedGateway, type StartedGateway } from './started-gateway.ts';

let gateway: StartedGateway;
beforeAll(async () => void (gateway = await startedGateway()));
afterAll(() => gateway[Symbol.asyncDispose]());

const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

test('an operation that does not parse', async () => {
  expect(codeOf(await gateway.ask('{ me { '))).toBe('GRAPHQL_PARSE_FAILED');
});

test('a field that does not exist', async () => {
  expect(codeOf(await gateway.ask('{ me { shoeSize } }'))).toBe('GRAPHQL_VALIDATION_FAILED');
});

test('an unknown enum value in a variable names the argument that the variable is given to', async () => {
  const query = 'query ($order: TournamentOrder) { tournaments(orderBy: $order) { nodes { id } } }';
  const answer = await gateway.ask(query, { order: 'BY_LUCK' });
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual(['orderBy']);
});

test('an unknown enum value deep in a variable names its path', async () => {
  const query = 'query ($filter: TournamentFilter) { tournaments(filter: $filter) { nodes { id } } }';
  const answer = await gateway.ask(query, { filter: { status: ['PENDING', 'PAUSED'] } });
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual(['filter.status.1']);
});

test('a value of a wrong type written out in the operation names its argument', async () => {
  const answer = await gateway.ask('{ tournaments(first: "many") { nodes { id } } }');
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual(['first']);
});

test('a missing variable names it', async () => {
  const answer = await gateway.ask('query ($id: ID!) { tournament(id: $id) { id } }');
  expect(codeOf(answer)).toBe('BAD_USER_INPUT');
  expect(faultyFields(answer)).toEqual(['id']);
});

test.each<[string, object, string]>([
  [
    'an operation name that the document lacks',
    { query: 'query A { me { id } }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'several operations and no name',
    { query: 'query A { me { id } } query B { me { id } }' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a subscription',
    { query: 'subscription { tournamentUpdated(tournamentId: "1") { id } }' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
  [
    'a persisted query under another hash',
    { query: '{ me { id } }', extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } },
    'BAD_REQUEST',
  ],
  ['a persisted query of another version', { extensions: { persistedQuery: { version: 2 } } }, 'BAD_REQUEST'],
])('%s is the client’s mistake, not ours', async (_, body, code) => {
  const response = await post(JSON.stringify(body));
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
});

test('a body that is no JSON', async () => {
  const response = await post('{"query": ');
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
});

test('a body over one megabyte', async () => {
  const response = await post(JSON.stringify({ query: `{ me { id } } #${'x'.repeat(1_048_576)}` }));
  expect(response.status).toBe(413);
  expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] });
});

test('a simple request that a foreign page could send is refused', async () => {
  const response = await fetch(`${gateway.url}/graphql?query={__typename}`);
  expect(response.status).toBe(400);
});

test('several operations in one request are refused', async () => {
  const response = await post(JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]));
  expect(response.status).toBe(400);
});

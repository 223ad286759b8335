import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { hashOfText } from '../../src/persisted-documents/persisted-documents.ts';
import { startedGateway, type StartedGateway } from '../started-gateway.ts';
import { codeIn, documentNamed, get, naming, persistedQuery, post } from './hashed-requests.ts';

const catalogue = documentNamed('Catalogue');
const GAMES = [{ id: '1', name: 'Chess' }];
const ANSWER = { data: { games: GAMES, categories: [] } };
const documentId = `sha256:${catalogue.id}`;

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await startedGateway();
  gateway.tournaments.answer = () => ({ body: { data: { games: GAMES, categories: [] } } });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => void gateway.tournaments.received.splice(0));

test.each([
  ['documentId in a body', () => post(gateway.url, { documentId })],
  ['persistedQuery in a body', () => post(gateway.url, { extensions: persistedQuery(catalogue.id) })],
  ['documentId in an address', () => get(gateway.url, { documentId })],
  ['persistedQuery in an address', () => get(gateway.url, { extensions: persistedQuery(catalogue.id) })],
  ['its text beside its name', () => post(gateway.url, { documentId, query: catalogue.body })],
  ['the name of its operation too', () => post(gateway.url, { documentId, operationName: 'Catalogue' })],
])('a document of the manifest is run by its hash: %s', async (_, send) => {
  expect(await send()).toMatchObject({ status: 200, ...ANSWER });
});

test('variables go with it', async () => {
  const id = `sha256:${documentNamed('Login').id}`;
  gateway.users.answer = () => ({ body: { data: { login: null } } });
  const { status } = await post(gateway.url, {
    documentId: id,
    variables: { input: { login: 'zoe', password: 'x' } },
  });
  expect(status).toBe(200);
  expect(JSON.stringify(gateway.users.received.at(-1)?.variables)).toContain('zoe');
});

test('a mutation is not run by its name in an address', async () => {
  const id = `sha256:${documentNamed('Logout').id}`;
  const { status } = await get(gateway.url, { documentId: id, variables: { refreshToken: 'x' } });
  expect(status).toBe(405);
});

test('a page of another site cannot send a name in an address', async () => {
  expect((await get(gateway.url, { documentId }, {})).status).toBe(400);
  expect(gateway.tournaments.received).toEqual([]);
});

test.each<[string, object]>([
  ['both names at once', { documentId, extensions: persistedQuery(catalogue.id) }],
  ['a text that does not fit', { documentId, query: '{ games { id } }' }],
  [
    'a text that does not fit the persisted query',
    { extensions: persistedQuery(catalogue.id), query: '{ me }' },
  ],
  ['an id without its algorithm', { documentId: catalogue.id }],
  ['an id of another algorithm', { documentId: `md5:${catalogue.id}` }],
  ['an id in capitals', { documentId: documentId.toUpperCase() }],
  ['an id that is no text', { documentId: { toString: 1 } }],
  ['a hash that is none', { extensions: persistedQuery('__proto__') }],
  ['a persisted query that is none', { extensions: { persistedQuery: 'x' } }],
  [
    'another version',
    { extensions: { persistedQuery: { ...persistedQuery(catalogue.id).persistedQuery, version: 2 } } },
  ],
])('%s is the client’s mistake', async (_, body) => {
  const answer = await post(gateway.url, body);
  expect(answer.status).toBe(400);
  expect(codeIn(answer)).toBe('BAD_REQUEST');
  expect(gateway.tournaments.received).toEqual([]);
});

test('a document that nobody knows is not found, is kept when it is sent once, and then found by both names', async () => {
  const query = '{ games { name } }';
  const unknown = await post(gateway.url, { extensions: naming(query) });
  expect(codeIn(unknown)).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(unknown.errors?.[0]?.message, 'the words that clients look for').toBe('PersistedQueryNotFound');
  expect(gateway.tournaments.received).toEqual([]);

  expect((await post(gateway.url, { query, extensions: naming(query) })).data.games).toEqual([
    { name: 'Chess' },
  ]);
  const byHash = await get(gateway.url, { extensions: naming(query) });
  expect(byHash.data.games).toEqual([{ name: 'Chess' }]);
  const byId = await post(gateway.url, { documentId: `sha256:${hashOfText(query)}` });
  expect(byId.data.games).toEqual([{ name: 'Chess' }]);
});

test('what is not valid is not kept', async () => {
  const query = '{ nothing }';
  await post(gateway.url, { query, extensions: naming(query) });
  expect(codeIn(await post(gateway.url, { extensions: naming(query) }))).toBe('PERSISTED_QUERY_NOT_FOUND');
});

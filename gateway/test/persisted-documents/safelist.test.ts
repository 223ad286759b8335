import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startedGateway, type StartedGateway } from '../started-gateway.ts';
import { codeIn, documentNamed, get, naming, persistedQuery, post } from './hashed-requests.ts';

const catalogue = documentNamed('Catalogue');
const documentId = `sha256:${catalogue.id}`;
const QUERY = '{ games { name } }';

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await startedGateway({ env: { SAFELIST: 'on' } });
  gateway.tournaments.answer = () => ({ body: { data: { games: [], categories: [] } } });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => void gateway.tournaments.received.splice(0));

test.each([
  ['documentId in a body', () => post(gateway.url, { documentId })],
  ['documentId in an address', () => get(gateway.url, { documentId })],
  ['persistedQuery in a body', () => post(gateway.url, { extensions: persistedQuery(catalogue.id) })],
])('a document of the manifest is run: %s', async (_, send) => {
  expect(await send()).toMatchObject({ status: 200, data: { games: [], categories: [] } });
});

test.each([
  ['in a body', () => post(gateway.url, { query: QUERY })],
  ['in an address', () => get(gateway.url, { query: QUERY })],
  ['to be kept by its hash', () => post(gateway.url, { query: QUERY, extensions: naming(QUERY) })],
  ['of the manifest itself', () => post(gateway.url, { query: catalogue.body })],
  ['beside the name of another', () => post(gateway.url, { query: QUERY, documentId })],
  ['of introspection', () => post(gateway.url, { query: '{ __schema { types { name } } }' })],
])('a text is refused: %s', async (_, send) => {
  const answer = await send();
  expect(answer.status).toBe(403);
  expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', reason: 'SAFELIST' });
  expect(gateway.tournaments.received).toEqual([]);
});

test('an unknown document is not found, also after its text was sent', async () => {
  await post(gateway.url, { query: QUERY, extensions: naming(QUERY) });
  for (const answer of [
    await post(gateway.url, { extensions: naming(QUERY) }),
    await get(gateway.url, { extensions: naming(QUERY) }),
    await post(gateway.url, { documentId: `sha256:${'0'.repeat(64)}` }),
  ]) {
    expect(codeIn(answer)).toBe('PERSISTED_QUERY_NOT_FOUND');
  }
  expect(gateway.tournaments.received).toEqual([]);
});

test('what names nothing and says nothing is still a bad request', async () => {
  expect((await post(gateway.url, { variables: {} })).status).toBe(400);
  expect((await post(gateway.url, [{ query: QUERY }])).status).toBe(400);
});

import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { jwks } from '../access-tokens.ts';
import { documentNamed, naming, persistedQuery } from '../persisted-documents/hashed-requests.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { codeOf, operation, welcomedSocket } from './raw-socket.ts';
import { gatewayOfUpdates, updateEvent, updateResult, UPDATES, variables } from './tournament-updates.ts';

const CATEGORIES = '{ categories { id } }';
const SUBSCRIBE = operation('1', UPDATES, { variables });

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await gatewayOfUpdates({ jwks });
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(async () => {
  await live().untilOpen(0);
  gateway.tournaments.received.splice(0);
});

const live = () => gateway.tournaments.live;
const welcomed = () => welcomedSocket(gateway.url);

test('queries, mutations and subscriptions go over one connection, as many at once as one likes', async () => {
  await using client = await welcomed();
  client.send(operation('live', UPDATES, { variables }));
  const [subscription] = await live().untilOpen(1);
  client.send(operation('query', CATEGORIES));
  expect(await client.next()).toEqual({ id: 'query', type: 'next', payload: { data: { categories: [] } } });
  expect(await client.next()).toEqual({ id: 'query', type: 'complete' });

  subscription?.emit(updateEvent('Cup'));
  expect(await client.next()).toEqual({ id: 'live', type: 'next', payload: updateResult('Cup') });

  const byUpdates = gateway.users.answer;
  gateway.users.answer = () => ({ body: { data: { logout: true } } });
  client.send(operation('mutation', 'mutation { logout(refreshToken: "x") }'));
  expect(await client.next()).toEqual({ id: 'mutation', type: 'next', payload: { data: { logout: true } } });
  expect(await client.next()).toEqual({ id: 'mutation', type: 'complete' });
  gateway.users.answer = byUpdates;

  subscription?.emit(updateEvent('Final'));
  subscription?.complete();
  expect(await client.next()).toEqual({ id: 'live', type: 'next', payload: updateResult('Final') });
  expect(await client.next()).toEqual({ id: 'live', type: 'complete' });
});

test('what a client completes ends at the subgraph, and its id is free again', async () => {
  await using client = await welcomed();
  client.send(operation('1', UPDATES, { variables }));
  await live().untilOpen(1);
  client.send({ id: '1', type: 'complete' });
  await live().untilOpen(0);
  client.send(operation('1', UPDATES, { variables }));
  const [subscription] = await live().untilOpen(1);
  subscription?.emit(updateEvent('Again'));
  expect(await client.next()).toEqual({ id: '1', type: 'next', payload: updateResult('Again') });
  client.socket.close(1000);
  await live().untilOpen(0);
});

test('an id that is taken again while its subscription is being begun leaves nothing behind', async () => {
  const client = await welcomed();
  const subscribe = operation('1', UPDATES, { variables });
  client.send(subscribe, { id: '1', type: 'complete' }, subscribe);
  await live().untilOpen(1);
  await client[Symbol.asyncDispose]();
  await live().untilOpen(0);
});

test('a ping is answered', async () => {
  await using client = await welcomed();
  client.send({ type: 'ping', payload: { at: 1 } });
  expect(await client.next()).toMatchObject({ type: 'pong' });
});

test('what the subgraph refuses is an error of the subscription alone', async () => {
  await using client = await welcomed();
  live().refuseWith = new GraphQLError('Tournament not found', { extensions: { code: 'NOT_FOUND' } });
  client.send(SUBSCRIBE);
  expect(await client.next()).toEqual({
    id: '1',
    type: 'error',
    payload: [{ message: 'Tournament not found', extensions: { code: 'NOT_FOUND' } }],
  });
  live().refuseWith = undefined;
  client.send(SUBSCRIBE);
  await live().untilOpen(1);
});

test('a document that was kept is run by its hash, one that was not is not found', async () => {
  await using client = await welcomed();
  const extensions = naming(UPDATES);
  client.send(operation('1', '', { variables, extensions }));
  expect(codeOf(await client.next())).toBe('PERSISTED_QUERY_NOT_FOUND');
  client.send(operation('1', UPDATES, { variables, extensions }));
  await live().untilOpen(1);
  client.send(operation('2', '', { variables: { id: 'another' }, extensions }));
  const [, another] = await live().untilOpen(2);
  another?.emit(updateEvent('Cup', 'another'));
  expect(await client.next()).toEqual({ id: '2', type: 'next', payload: updateResult('Cup', 'another') });
});

test('where only known documents are run, a text is refused and a document is named by its hash', async () => {
  await using safe = await gatewayOfUpdates({ env: { SAFELIST: 'on' } });
  safe.tournaments.answer = () => ({ body: { data: { games: [], categories: [] } } });
  const { id } = documentNamed('Catalogue');
  await using client = await welcomedSocket(safe.url);
  for (const text of [CATEGORIES, UPDATES]) {
    client.send(operation('1', text, { variables }));
    const { payload } = await client.next();
    expect(payload).toMatchObject([{ extensions: { code: 'FORBIDDEN', reason: 'SAFELIST' } }]);
  }
  for (const named of [{ documentId: `sha256:${id}` }, { extensions: persistedQuery(id) }]) {
    client.send(operation('1', '', named));
    expect((await client.next()).payload).toEqual({ data: { games: [], categories: [] } });
    expect(await client.next()).toMatchObject({ type: 'complete' });
  }
});

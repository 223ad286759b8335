import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogger } from '@arena/subgraph-kit';
import { ATTACKS } from '@arena/testing';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import { documentNamed, naming, persistedQuery } from '../persisted-documents/hashed-requests.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { temporaryDirectory } from '../supergraph/temporary-directory.ts';
import { operation, rawSocket, welcomedSocket, type Message, type RawSocketOptions } from './raw-socket.ts';
import {
  gatewayOfUpdates,
  tournamentId,
  updateEvent,
  updateResult,
  UPDATES,
  variables,
} from './tournament-updates.ts';

const INIT = { type: 'connection_init' };
const CATEGORIES = '{ categories { id } }';

let gateway: StartedGateway;
const loggedErrors: string[] = [];
beforeAll(async () => {
  const logger = createLogger('gateway', 'error', { write: (line) => void loggedErrors.push(line) });
  gateway = await gatewayOfUpdates({ jwks, logger, env: { CORS_ORIGINS: 'https://app.example' } });
  gateway.tournaments.answer = () => ({ body: { data: { categories: [] } } });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(async () => {
  await live().untilOpen(0);
  gateway.tournaments.received.splice(0);
});

const live = () => gateway.tournaments.live;
const open = (options?: RawSocketOptions) => rawSocket(gateway.url, options);
const welcomed = (params?: object, options?: RawSocketOptions) =>
  welcomedSocket(gateway.url, params, options);

/** The code of the first error of an answer that is nothing but errors. */
function codeOf({ type, payload }: Message): unknown {
  expect(type).toBe('error');
  return (payload as { extensions: { code: string } }[])[0]?.extensions.code;
}

/** Whom the stand-in subgraph was told that it was last asked for. */
function toldCaller(): unknown {
  const { authorization = '' } = gateway.tournaments.received.at(-1)?.headers ?? {};
  const [, claims = ''] = authorization.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: string }).sub;
}

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

test.each<[string, (token: Record<string, string>) => [object?, RawSocketOptions?]]>([
  ['connectionParams', (token) => [token]],
  ['connectionParams, in capitals', ({ authorization }) => [{ AUTHORIZATION: authorization }]],
  ['connectionParams, as a header is written', ({ authorization }) => [{ Authorization: authorization }]],
  ['a header', (headers) => [undefined, { headers }]],
  ['a header beside other connectionParams', (headers) => [{ locale: 'es' }, { headers }]],
  [
    'connectionParams rather than a header',
    (token) => [token, { headers: bearer('not the token that counts') }],
  ],
])('a client signs in by %s', async (_how, signIn) => {
  const token = await accessToken({ claims: { sub: tournamentId } });
  await using client = await welcomed(...signIn(bearer(token)));
  client.send(operation('1', CATEGORIES));
  await client.next();
  expect(toldCaller()).toBe(tournamentId);
});

test('without a token a client is anonymous', async () => {
  await using client = await welcomed({ authorization: null });
  client.send(operation('1', CATEGORIES));
  await client.next();
  expect(toldCaller()).toBeUndefined();
});

test.each([
  ['a bad token', { authorization: 'Bearer a.b.c' }, 4401],
  ['a token of nobody that we know of', { authorization: 'Basic em9lOng=' }, 4401],
  ['authorization that is no text', { authorization: { bearer: 'x' } }, 4400],
])('%s closes the connection', async (_what, payload, code) => {
  await using client = await open();
  client.send({ ...INIT, payload });
  expect(await client.closed).toBe(code);
});

test('a page of a foreign origin is turned away, and its token is not looked at', async () => {
  await using client = await open({ origin: 'https://evil.example' });
  client.send({ ...INIT, payload: bearer(await accessToken()) });
  expect(await client.closed).toBe(4403);
});

test('a page of an allowed origin and our own get in', async () => {
  await using allowed = await welcomed({}, { origin: 'https://app.example' });
  await using own = await welcomed({}, { origin: gateway.url });
  for (const client of [allowed, own]) {
    client.send(operation('1', CATEGORIES));
    expect(await client.next()).toMatchObject({ type: 'next' });
  }
});

const SUBSCRIBE = operation('1', UPDATES, { variables });

test.each<[string, (object | string)[], number]>([
  ['what is no JSON', ['{"type": "connection_init"'], 4400],
  ['a list', ['[]'], 4400],
  ['a message of a type that there is not', [{ type: 'start', id: '1' }], 4400],
  ['a message that only we send', [{ type: 'connection_ack' }], 4400],
  ['a subscription without a document', [INIT, { id: '1', type: 'subscribe', payload: {} }], 4400],
  ['a subscription before connection_init', [SUBSCRIBE], 4401],
  ['a subscription before it is let in', [INIT, SUBSCRIBE], 4401],
  ['connection_init twice', [INIT, INIT], 4429],
  ['a connection_init of two megabytes', [{ ...INIT, payload: { text: 'x'.repeat(2_097_152) } }], 1009],
])('a client that sends %s is closed', async (_what, messages, code) => {
  await using client = await open();
  client.send(...messages);
  expect(await client.closed).toBe(code);
  expect(live().open()).toEqual([]);
});

test('two subscriptions of one id close the connection, and both end', async () => {
  await using client = await welcomed();
  client.send(SUBSCRIBE);
  await live().untilOpen(1);
  client.send(SUBSCRIBE);
  expect(await client.closed).toBe(4409);
  await live().untilOpen(0);
});

test('a client that never says connection_init is closed', async () => {
  await using impatient = await gatewayOfUpdates({ env: { CONNECTION_INIT_TIMEOUT_MS: '30' } });
  await using client = await rawSocket(impatient.url);
  expect(await client.closed).toBe(4408);
});

test('a client of the subprotocol before is turned away, one that offers both is served', async () => {
  await using both = await open({ protocols: ['graphql-ws', 'graphql-transport-ws'] });
  expect(both.socket.protocol).toBe('graphql-transport-ws');
  await expect(open({ protocols: ['graphql-ws'] })).rejects.toThrow('Server sent no subprotocol');
});

test.each<[string, string, string]>([
  ['is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
  ['asks for what is not there', 'subscription { nothing }', 'GRAPHQL_VALIDATION_FAILED'],
  ['lacks a variable', UPDATES, 'BAD_USER_INPUT'],
])('a document that %s is answered by its error, and the connection goes on', async (_what, query, code) => {
  await using client = await welcomed();
  client.send(operation('1', query));
  expect(codeOf(await client.next())).toBe(code);
  client.send(operation('1', CATEGORIES));
  expect(await client.next()).toMatchObject({ id: '1', type: 'next' });
  expect(live().open()).toEqual([]);
});

const ROOT = 'tournamentUpdated(tournamentId: $id)';

test.each([
  ['on its field', `subscription ($id: ID!, $if: Boolean!) { ${ROOT} @skip(if: $if) { id } }`],
  ['in a fragment', `subscription ($id: ID!, $if: Boolean!) { ... { ${ROOT} @include(if: $if) { id } } }`],
  ['on a fragment', `subscription ($id: ID!, $if: Boolean!) { ... @skip(if: $if) { ${ROOT} { id } } }`],
  [
    'in a named fragment',
    `subscription ($id: ID!, $if: Boolean!) { ...Root }
     fragment Root on Subscription { ${ROOT} @include(if: $if) { id } }`,
  ],
])('a subscription with a condition %s is not valid, and the connection goes on', async (_where, query) => {
  await using client = await welcomed();
  client.send(operation('1', query, { variables: { ...variables, if: false } }));
  expect(codeOf(await client.next())).toBe('GRAPHQL_VALIDATION_FAILED');
  client.send(operation('1', CATEGORIES));
  expect(await client.next()).toMatchObject({ id: '1', type: 'next' });
  expect(live().open()).toEqual([]);
  expect(loggedErrors).toEqual([]);
  const answer = await gateway.ask(query, { ...variables, if: false });
  expect(answer).toMatchObject({
    status: 400,
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
});

/** Those that are in the document or its variables, and so may come by any way. */
const DOCUMENT_ATTACKS = ATTACKS.filter(
  ({ method, headers, status, body }) =>
    method === 'POST' &&
    headers['content-type'] === 'application/json' &&
    status === 400 &&
    body?.startsWith('{"query":"'),
);

test.each(DOCUMENT_ATTACKS)('$name is refused before any subgraph is called', async ({ code, body = '' }) => {
  await using client = await welcomed();
  client.send(`{"id":"1","type":"subscribe","payload":${body}}`);
  expect(codeOf(await client.next())).toBe(code);
  expect(gateway.tournaments.received).toEqual([]);
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

test('a field that the caller may not see is null with its error, and the rest is delivered', async () => {
  const query = `{ ${CATEGORIES.slice(2, -2)} users { nodes { id } } }`;
  await using client = await welcomed();
  client.send(operation('1', query));
  expect(await client.next()).toMatchObject({
    type: 'next',
    payload: {
      data: { categories: [], users: null },
      errors: [{ path: ['users'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
    },
  });
});

test('so it is with each event of a subscription, for those who may not see it', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'supergraph.graphql');
  const arena = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const field = 'cancelReason: String @join__field(graph: TOURNAMENTS)';
  await writeFile(file, arena.replaceAll(field, `${field} @authenticated`));
  await using guarded = await gatewayOfUpdates({ jwks, env: { SUPERGRAPH_FILE: file } });

  const subscribe = operation('1', UPDATES.replace(' name ', ' name cancelReason '), { variables });
  await using anonymous = await welcomedSocket(guarded.url);
  anonymous.send(subscribe);
  const [withoutReason] = await guarded.tournaments.live.untilOpen(1);
  expect(withoutReason?.query).not.toContain('cancelReason');
  await using member = await welcomedSocket(guarded.url, bearer(await accessToken()));
  member.send(subscribe);
  const [, withReason] = await guarded.tournaments.live.untilOpen(2);
  expect(withReason?.query).toContain('cancelReason');

  for (const name of ['Cup', 'Final']) {
    withoutReason?.emit(updateEvent(name));
    const { data } = updateEvent(name);
    withReason?.emit({ data: { tournamentUpdated: { ...data.tournamentUpdated, cancelReason: 'Rain' } } });
    const { tournamentUpdated } = updateResult(name).data;
    expect(await anonymous.next()).toMatchObject({
      payload: {
        data: { tournamentUpdated: { ...tournamentUpdated, cancelReason: null } },
        errors: [
          { path: ['tournamentUpdated', 'cancelReason'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
        ],
      },
    });
    expect((await member.next()).payload).toEqual({
      data: { tournamentUpdated: { ...tournamentUpdated, cancelReason: 'Rain' } },
    });
  }
});

test('a subscription whose own field the caller may not see is an error', async () => {
  await using directory = await temporaryDirectory();
  const file = join(directory.path, 'supergraph.graphql');
  const arena = await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8');
  const field = ': Tournament @join__field(graph: TOURNAMENTS)';
  const [before, after] = arena.split('tournamentUpdated(');
  await writeFile(file, `${before}tournamentUpdated(${after?.replace(field, `${field} @authenticated`)}`);
  await using guarded = await gatewayOfUpdates({ jwks, env: { SUPERGRAPH_FILE: file } });

  await using anonymous = await welcomedSocket(guarded.url);
  anonymous.send(SUBSCRIBE);
  expect(codeOf(await anonymous.next())).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  expect(guarded.tournaments.live.begun).toEqual([]);
  await using member = await welcomedSocket(guarded.url, bearer(await accessToken()));
  member.send(SUBSCRIBE);
  await guarded.tournaments.live.untilOpen(1);
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

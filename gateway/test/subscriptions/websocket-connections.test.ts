import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { operation, rawSocket, welcomedSocket, type RawSocketOptions } from './raw-socket.ts';
import { gatewayOfUpdates, tournamentId, UPDATES, variables } from './tournament-updates.ts';

const INIT = { type: 'connection_init' };
const CATEGORIES = '{ categories { id } }';
const SUBSCRIBE = operation('1', UPDATES, { variables });

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await gatewayOfUpdates({ jwks, env: { CORS_ORIGINS: 'https://app.example' } });
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

/** Whom the stand-in subgraph was told that it was last asked for. */
function toldCaller(): unknown {
  const { authorization = '' } = gateway.tournaments.received.at(-1)?.headers ?? {};
  const [, claims = ''] = authorization.split('.');
  return (JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub?: string }).sub;
}

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

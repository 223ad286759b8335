import { routingKey } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { emptyDatabase, testBus, type TestBus } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { streamed } from './http-client.ts';
import { rawSocket } from './raw-socket.ts';
import { subscriber, TRANSPORTS, type Subscriber, type Transport } from './subscribers.ts';
import { gatewayOfUpdates, updateEvent, updateResult, UPDATES, variables } from './tournament-updates.ts';

let database: Awaited<ReturnType<typeof emptyDatabase>>;
let bus: TestBus;
let gateway: StartedGateway;
beforeAll(async () => {
  database = await emptyDatabase();
  bus = await testBus(database.url);
  gateway = await gatewayOfUpdates({ jwks, bus });
});
afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await bus[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const live = () => gateway.tournaments.live;
beforeEach(() => live().untilOpen(0));

const tellEnd = (sessionId: string) =>
  bus.publish([
    {
      id: newId(),
      routingKey: routingKey('users.session-ended'),
      content: JSON.stringify({ userId: newId(), sessionId, reason: 'LOGGED_OUT' }),
      headers: {},
    },
  ]);

/** What signs somebody in whose token lives a little while, so that its end is seen. */
const brief = async () => bearer(await accessToken({ claims: { exp: Date.now() / 1_000 + 1.2 } }));

/** Subscribes somebody to what nobody else does, so that the subgraph is seen to be asked. */
const subscribe = (transport: Transport, headers: Record<string, string> = {}) =>
  subscriber(transport, gateway.url, { headers, variables: { id: newId() } });

/** Sends an event to all who are subscribed. */
const tell = (name: string) => {
  for (const subscription of live().open()) subscription.emit(updateEvent(name));
};
const untilTold = (clients: Subscriber[], ...names: string[]) =>
  Promise.all(
    clients.map(async ({ until }) => {
      const results = await until(({ length }) => length >= names.length);
      expect(results).toEqual(names.map((name) => updateResult(name)));
    }),
  );

test.each<[Transport, string | number]>([
  ['WebSocket', 4401],
  ['server-sent events', 'UNAUTHENTICATED'],
  ['multipart', 'UNAUTHENTICATED'],
])('when the access token ends, so does a stream by %s, and the subgraph is left', async (transport, end) => {
  await using client = await subscribe(transport, await brief());
  await live().untilOpen(1);
  tell('Cup');
  await untilTold([client], 'Cup');
  expect(await client.ended).toBe(end);
  await live().untilOpen(0);
});

test('what is said at the end over HTTP, to the letter', async () => {
  const headers = await brief();
  const body = { query: UPDATES, variables };
  const ask = (accept: string) => streamed(gateway.url, { headers: { ...headers, accept }, body });
  await using events = await ask('text/event-stream');
  await using parts = await ask('multipart/mixed;subscriptionSpec=1.0');
  await Promise.all([events.ended, parts.ended]);
  const errors =
    '"errors":[{"message":"The access token has expired","extensions":{"code":"UNAUTHENTICATED"}}]';
  expect(events.text()).toBe(`:\n\nevent: next\ndata: {${errors}}\n\nevent: complete\ndata:\n\n`);
  expect(parts.text()).toBe(
    `\r\n--graphql\r\ncontent-type: application/json\r\n\r\n{"payload":null,${errors}}\r\n--graphql--\r\n`,
  );
});

test('a connection with nothing open ends with its token too, an anonymous one does not', async () => {
  await using anonymous = await subscribe('WebSocket');
  await using client = await rawSocket(gateway.url);
  client.send({ type: 'connection_init', payload: await brief() });
  expect(await client.closed).toBe(4401);
  await live().untilOpen(1);
  tell('Cup');
  await untilTold([anonymous], 'Cup');
});

test('with a fresh token a client carries on, and others notice nothing', async () => {
  await using other = await subscribe('server-sent events', bearer(await accessToken()));
  await using before = await subscribe('WebSocket', await brief());
  await live().untilOpen(2);
  tell('Cup');
  await untilTold([other, before], 'Cup');
  expect(await before.ended).toBe(4401);
  await live().untilOpen(1);
  await using after = await subscribe('WebSocket', bearer(await accessToken()));
  await live().untilOpen(2);
  tell('Final');
  await untilTold([other], 'Cup', 'Final');
  await untilTold([after], 'Final');
});

test('when a session ends, all streams of it do, and nobody else’s', async () => {
  const [userId, sessionId] = [newId(), newId()];
  const tokenOf = async (sid: string) => bearer(await accessToken({ claims: { sub: userId, sid } }));
  const ending = await Promise.all(
    TRANSPORTS.map(async (transport) => subscribe(transport, await tokenOf(sessionId))),
  );
  const staying = await Promise.all([
    ...TRANSPORTS.map(async (transport) => subscribe(transport, await tokenOf(newId()))),
    ...TRANSPORTS.map((transport) => subscribe(transport)),
  ]);
  await live().untilOpen(9);
  tell('Cup');
  await untilTold([...ending, ...staying], 'Cup');
  await tellEnd(sessionId);
  expect(await Promise.all(ending.map(({ ended }) => ended))).toEqual([
    4401,
    'UNAUTHENTICATED',
    'UNAUTHENTICATED',
  ]);
  await live().untilOpen(6);
  tell('Final');
  await untilTold(staying, 'Cup', 'Final');
  for (const client of [...ending, ...staying]) await client[Symbol.asyncDispose]();
});

test('a session that has ended begins no stream', async () => {
  const sessionId = newId();
  const headers = bearer(await accessToken({ claims: { sid: sessionId } }));
  await using last = await subscribe('WebSocket', headers);
  await live().untilOpen(1);
  await tellEnd(sessionId);
  expect(await last.ended).toBe(4401);
  await using again = await rawSocket(gateway.url);
  again.send({ type: 'connection_init', payload: headers });
  expect(await again.closed).toBe(4401);
  await using events = await subscribe('multipart', headers);
  expect(await events.ended).toBe('UNAUTHENTICATED');
});

import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { describe, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import { gate } from '../execution/fixture.ts';
import { naming } from '../persisted-documents/hashed-requests.ts';
import { streamed } from './http-client.ts';
import { operation, rawSocket, welcomedSocket, type RawSocket } from './raw-socket.ts';
import { subscriber, TRANSPORTS, type Subscriber } from './subscribers.ts';
import { gatewayOfUpdates, updateEvent, updateResult, UPDATES, variables } from './tournament-updates.ts';

const limited = (env: Record<string, string>) =>
  gatewayOfUpdates({ jwks, env: { RATE_LIMITS: 'on', ...env } });

const subscribeTo = (id: string, tournament = id) =>
  operation(id, UPDATES, { variables: { id: tournament } });
const refusalIn = async (client: RawSocket) => {
  const { type, payload } = await client.next();
  expect(type).toBe('error');
  return (payload as { extensions: unknown }[])[0]?.extensions;
};
const endOf = async ({ ended, results }: Subscriber) => {
  await ended;
  return results.at(-1)?.errors?.[0]?.extensions;
};

const TOO_MANY = { code: 'LIMIT_EXCEEDED', reason: 'SUBSCRIPTIONS' };

test('a connection has so many operations open, and room again once one has ended', async () => {
  await using gateway = await limited({ MAX_SUBSCRIPTIONS_CONNECTION: '2' });
  const { live } = gateway.tournaments;
  await using client = await welcomedSocket(gateway.url);
  client.send(subscribeTo('a'), subscribeTo('b'), subscribeTo('c'));
  expect(await refusalIn(client)).toEqual(TOO_MANY);
  await live.untilOpen(2);
  client.send({ id: 'a', type: 'complete' });
  await live.untilOpen(1);
  client.send(subscribeTo('d'));
  await live.untilOpen(2);
  expect(live.open().map(({ variables: { id } }) => id)).toEqual(['b', 'd']);

  await using another = await welcomedSocket(gateway.url);
  another.send(subscribeTo('e'));
  await live.untilOpen(3);
});

describe.each([
  [
    'a person',
    'MAX_SUBSCRIPTIONS_PERSON',
    async () => bearer(await accessToken({ claims: { sub: newId() } })),
  ],
  ['the anonymous of an address', 'MAX_SUBSCRIPTIONS_ADDRESS', async () => ({})],
])('%s', (_who, variable, signIn) => {
  test('has so many subscriptions open, whatever they come by, and room again once one has ended', async () => {
    await using gateway = await limited({ [variable]: '3' });
    const { live } = gateway.tournaments;
    const headers: Record<string, string> = await signIn();
    const subscribe = (transport: (typeof TRANSPORTS)[number], id: string) =>
      subscriber(transport, gateway.url, { headers, variables: { id } });
    await using first = await subscribe('WebSocket', 'a');
    await using _second = await subscribe('server-sent events', 'b');
    const third = await subscribe('multipart', 'c');
    await live.untilOpen(3);
    for (const transport of TRANSPORTS) {
      await using refused = await subscribe(transport, 'd');
      expect(await endOf(refused)).toEqual(TOO_MANY);
    }
    await third[Symbol.asyncDispose]();
    await live.untilOpen(2);
    await using _fourth = await subscribe('WebSocket', 'e');
    await live.untilOpen(3);
    expect(first.results).toEqual([]);
  });

  test('takes no room of others', async () => {
    await using gateway = await limited({ [variable]: '1' });
    await using _one = await subscriber('WebSocket', gateway.url, { headers: await signIn() });
    const headers = bearer(await accessToken());
    await using _other = await subscriber('WebSocket', gateway.url, { headers, variables: { id: 'b' } });
    await gateway.tournaments.live.untilOpen(2);
  });
});

test('a gateway has so many subscriptions of all clients, and sends others elsewhere', async () => {
  await using gateway = await limited({ MAX_SUBSCRIPTIONS: '1' });
  const headers = bearer(await accessToken());
  const first = await subscriber('WebSocket', gateway.url, { headers });
  await gateway.tournaments.live.untilOpen(1);
  for (const transport of TRANSPORTS) {
    await using refused = await subscriber(transport, gateway.url);
    expect(await endOf(refused)).toEqual({ code: 'LIMIT_EXCEEDED', reason: 'OVERLOADED' });
  }
  await first[Symbol.asyncDispose]();
  await gateway.tournaments.live.untilOpen(0);
  await using _next = await subscriber('multipart', gateway.url);
  await gateway.tournaments.live.untilOpen(1);
});

test('what a refused subscription was begun with is not told to the subgraph', async () => {
  await using gateway = await limited({ MAX_SUBSCRIPTIONS: '1' });
  await using client = await welcomedSocket(gateway.url);
  client.send(subscribeTo('a'), subscribeTo('b'));
  expect(await refusalIn(client)).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  await gateway.tournaments.live.untilOpen(1);
  expect(gateway.tournaments.live.begun).toHaveLength(1);
});

test('whatever comes over a WebSocket takes of the budget of requests', async () => {
  await using gateway = await limited({ RATE_LIMIT_ADDRESS: '2' });
  await using client = await welcomedSocket(gateway.url);
  client.send(operation('1', '{ __typename }'));
  expect(await client.next()).toMatchObject({ type: 'next' });
  expect(await client.next()).toMatchObject({ type: 'complete' });
  client.send(operation('2', UPDATES, { variables }));
  await gateway.tournaments.live.untilOpen(1);
  for (const query of ['{ __typename }', UPDATES]) {
    client.send(operation('3', query, { variables }));
    const refusal = await refusalIn(client);
    expect(refusal).toMatchObject({ code: 'RATE_LIMITED' });
    expect((refusal as { retryAfterMs: number }).retryAfterMs).toBeGreaterThan(0);
  }
  expect((await gateway.ask('{ __typename }')).status, 'over HTTP too').toBe(429);
});

test('variables that are too large to be kept are refused, and others notice nothing', async () => {
  await using gateway = await gatewayOfUpdates();
  const { live } = gateway.tournaments;
  await using other = await subscriber('WebSocket', gateway.url);
  const [subscription] = await live.untilOpen(1);
  for (const transport of TRANSPORTS) {
    await using refused = await subscriber(transport, gateway.url, {
      variables: { id: 'a'.repeat(16_384) },
    });
    expect(await endOf(refused)).toEqual({ code: 'LIMIT_EXCEEDED', reason: 'VARIABLES_SIZE' });
  }
  expect(live.begun).toHaveLength(1);
  subscription?.emit(updateEvent('Cup'));
  expect(await other.until(({ length }) => length > 0)).toEqual([updateResult('Cup')]);
});

test('the subscriptions of one caller cost so much together, and others take no part of it', async () => {
  // each costs 3
  await using gateway = await limited({ MAX_SUBSCRIPTIONS_COST: '7' });
  const { live } = gateway.tournaments;
  const subscribe = (transport: (typeof TRANSPORTS)[number], id: string, headers = {}) =>
    subscriber(transport, gateway.url, { headers, variables: { id } });
  await using _first = await subscribe('WebSocket', 'a');
  const second = await subscribe('multipart', 'b');
  await live.untilOpen(2);
  for (const transport of TRANSPORTS) {
    await using refused = await subscribe(transport, 'c');
    expect(await endOf(refused)).toEqual({ code: 'COST_EXCEEDED', reason: 'SUBSCRIPTIONS' });
  }
  await using _other = await subscribe('WebSocket', 'c', bearer(await accessToken()));
  await live.untilOpen(3);
  await second[Symbol.asyncDispose]();
  await live.untilOpen(2);
  await using _third = await subscribe('server-sent events', 'd');
  await live.untilOpen(3);
});

test.each([
  ['an address', 'MAX_CONNECTIONS_ADDRESS', true],
  ['all clients', 'MAX_CONNECTIONS', false],
])(
  'there are so many WebSockets of %s, and room again once one has gone',
  async (_whose, variable, hasRoom) => {
    await using gateway = await limited({ [variable]: '1', TRUSTED_PROXY_HOPS: '1' });
    const connect = (address: string) => rawSocket(gateway.url, { headers: { 'x-forwarded-for': address } });
    const first = await connect('192.0.2.1');
    await expect(connect('192.0.2.1')).rejects.toThrow('Unexpected server response: 429');
    const other = connect('192.0.2.2');
    if (hasRoom) await (await other)[Symbol.asyncDispose]();
    else await expect(other).rejects.toThrow('Unexpected server response: 429');
    await first[Symbol.asyncDispose]();
    const next = await eventually(
      () => connect('192.0.2.1').catch(() => undefined),
      (client) => client !== undefined,
    );
    expect(next).toBeDefined();
    await next?.[Symbol.asyncDispose]();
  },
);

const CATEGORIES = '{ categories { id } }';

test('operations over WebSocket count among those under way, streams do not', async () => {
  await using gateway = await gatewayOfUpdates({ env: { MAX_OPERATIONS_IN_FLIGHT: '1' } });
  const { live } = gateway.tournaments;
  await using client = await welcomedSocket(gateway.url);
  client.send(subscribeTo('a'));
  await live.untilOpen(1);
  await using events = await subscriber('server-sent events', gateway.url, { variables: { id: 'b' } });
  await live.untilOpen(2);

  const { passed, open } = gate();
  gateway.tournaments.answer = async () => {
    await passed;
    return { body: { data: { categories: [] } } };
  };
  client.send(operation('1', CATEGORIES));
  await eventually(
    async () => gateway.tournaments.received.length,
    (length) => length === 1,
  );
  for (const refused of [operation('2', CATEGORIES), subscribeTo('c')]) {
    client.send(refused);
    expect(await refusalIn(client)).toMatchObject({ code: 'LIMIT_EXCEEDED', reason: 'OVERLOADED' });
  }
  expect((await gateway.ask(CATEGORIES)).status).toBe(503);
  await using answer = await streamed(gateway.url, {
    headers: { accept: 'text/event-stream' },
    body: { query: UPDATES, variables },
  });
  expect(answer.status).toBe(503);
  open();
  expect(await client.next()).toMatchObject({ id: '1', type: 'next', payload: { data: { categories: [] } } });
  expect(await client.next()).toEqual({ id: '1', type: 'complete' });
  expect((await gateway.ask(CATEGORIES)).status).toBe(200);
  expect(events.results).toEqual([]);
  expect(live.open()).toHaveLength(2);
});

/** A message that begins what takes longer to begin than one that is like it else, for it is kept by its hash. */
const slowlySubscribeTo = (id: string, tournament: string) =>
  operation(id, UPDATES, { variables: { id: tournament }, extensions: naming(UPDATES) });

test('an id that is taken again and again while its operation is being begun has one stream at most', async () => {
  await using gateway = await limited({ MAX_SUBSCRIPTIONS_CONNECTION: '2' });
  const { live } = gateway.tournaments;
  await using client = await welcomedSocket(gateway.url);
  const complete = { id: '1', type: 'complete' };
  for (let round = 0; round < 15; round += 1) client.send(subscribeTo('1', `first ${round}`), complete);
  client.send(subscribeTo('1', 'last'));
  await eventually(
    async () => live.open(),
    (open) => open.length === 1 && open[0]?.variables['id'] === 'last',
  );
  const [subscription] = live.open();
  subscription?.emit(updateEvent('Cup', 'last'));
  expect(await client.next()).toEqual({ id: '1', type: 'next', payload: updateResult('Cup', 'last') });
  client.send(complete);
  await live.untilOpen(0);
});

test('ids that are taken again do not have a connection open more than it may', async () => {
  await using gateway = await limited({ MAX_SUBSCRIPTIONS_CONNECTION: '2' });
  const { live } = gateway.tournaments;
  await using client = await welcomedSocket(gateway.url);
  const ids = Array.from({ length: 6 }, (_, index) => String(index));
  for (const id of ids) {
    client.send(slowlySubscribeTo(id, `${id}, first`), { id, type: 'complete' }, subscribeTo(id));
    if (Number(id) < 2) await live.untilOpen(Number(id) + 1);
    else expect(await refusalIn(client)).toEqual(TOO_MANY);
  }
  expect(live.open().map(({ variables: { id } }) => id)).toEqual(['0', '1']);
  for (const id of ids) client.send({ id, type: 'complete' });
  await live.untilOpen(0);
});

import { newId } from '@arena/subgraph-kit';
import { describe, expect, test } from 'vitest';
import { accessToken, bearer, jwks } from '../access-tokens.ts';
import { operation, welcomedSocket, type RawSocket } from './raw-socket.ts';
import { subscriber, TRANSPORTS, type Subscriber } from './subscribers.ts';
import { gatewayOfUpdates, UPDATES, variables } from './tournament-updates.ts';

const limited = (env: Record<string, string>) =>
  gatewayOfUpdates({ jwks, env: { RATE_LIMITS: 'on', ...env } });

const subscribeTo = (id: string) => operation(id, UPDATES, { variables: { id } });
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

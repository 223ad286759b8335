import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { GraphQLError } from 'graphql';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accessToken, jwks } from '../access-tokens.ts';
import { gate } from '../execution/fixture.ts';
import type { StartedGateway } from '../started-gateway.ts';
import { subscribed } from './sse-client.ts';
import {
  answerFor,
  gatewayOfUpdates,
  updateEvent,
  updateResult,
  UPDATES,
  variables,
} from './tournament-updates.ts';

type Client = Awaited<ReturnType<typeof subscribed>>;

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await gatewayOfUpdates({ jwks });
});
afterAll(() => gateway[Symbol.asyncDispose]());
beforeEach(() => {
  for (const { received } of [gateway.users, gateway.tickets]) received.length = 0;
  live().begun.length = 0;
  answerFor(gateway);
});

const live = () => gateway.tournaments.live;
const subscribe = (query = UPDATES, token?: string) =>
  subscribed(gateway.url, { query, variables, ...(token && { token }) });

const leave = async (clients: readonly Client[]): Promise<void> => {
  await Promise.all(clients.map((client) => client[Symbol.asyncDispose]()));
};

test('many who subscribe to the same cost the subgraphs what one costs', async () => {
  const clients = await Promise.all(Array.from({ length: 20 }, () => subscribe()));
  const [subscription] = await live().untilOpen(1);
  subscription?.emit(updateEvent('Cup'));
  for (const client of clients) expect(await client.untilResults(1)).toEqual([updateResult('Cup')]);
  expect(live().begun).toHaveLength(1);
  expect(gateway.users.received).toHaveLength(1);
  expect(gateway.tickets.received).toHaveLength(1);

  const [last, ...others] = clients;
  await leave(others);
  subscription?.emit(updateEvent('Cup 2'));
  expect(await last?.untilResults(2)).toEqual([updateResult('Cup'), updateResult('Cup 2')]);
  expect(live().open()).toHaveLength(1);
  await leave(last ? [last] : []);
  await live().untilOpen(0);
});

test('operations of other names that want the same events share them', async () => {
  const short = 'subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { name } }';
  const renamed = 'subscription Other($id: ID!) { tournamentUpdated(tournamentId: $id) { name } }';
  const clients = [await subscribe(short), await subscribe(short), await subscribe(renamed)];
  const [subscription] = await live().untilOpen(1);
  subscription?.emit({ data: { tournamentUpdated: { name: 'Cup' } } });
  for (const client of clients)
    expect(await client.untilResults(1)).toEqual([{ data: { tournamentUpdated: { name: 'Cup' } } }]);
  expect(live().begun).toHaveLength(1);
  await leave(clients);
  await live().untilOpen(0);
});

test('a subscription that its subgraph refuses and ends in one breath ends no other there', async () => {
  const kept = await subscribe();
  const [subscription] = await live().untilOpen(1);
  for (let time = 0; time < 3; time += 1) {
    await using refused = await subscribed(gateway.url, { query: UPDATES, variables: { id: newId() } });
    const [, other] = await live().untilOpen(2);
    other?.emit({
      errors: [new GraphQLError('Tournament not found', { extensions: { code: 'NOT_FOUND' } })],
    });
    other?.complete();
    expect(await refused.untilResults(1)).toMatchObject([
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
    await live().untilOpen(1);
  }
  subscription?.emit(updateEvent('Cup'));
  expect(await kept.untilResults(1)).toEqual([updateResult('Cup')]);
  expect(live().connections(), 'all went over one').toBe(1);
  expect(live().begun).toHaveLength(4);
  await leave([kept]);
  await live().untilOpen(0);
});

test('what begins for everybody anew is begun for each window of a person, who misses nothing of it', async () => {
  const query = 'subscription ($id: ID!) { watchStream(matchId: $id) { type } }';
  const token = await accessToken();
  const joined = { data: { watchStream: { type: 'JOINED' } } };
  const before = gateway.streams.live.begun.length;
  await using first = await subscribed(gateway.url, { query, variables, token });
  const [one] = await gateway.streams.live.untilOpen(1);
  one?.emit(joined);
  await using second = await subscribed(gateway.url, { query, variables, token });
  const [, other] = await gateway.streams.live.untilOpen(2);
  other?.emit(joined);
  expect(await first.untilResults(1)).toEqual([joined]);
  expect(await second.untilResults(1)).toEqual([joined]);
  expect(gateway.streams.live.begun).toHaveLength(before + 2);
});

test('variables that the operation does not know make no other events', async () => {
  const clients = await Promise.all(
    ['a', 'b'].map((unknown) =>
      subscribed(gateway.url, { query: UPDATES, variables: { ...variables, unknown } }),
    ),
  );
  const [subscription] = await live().untilOpen(1);
  expect(subscription?.variables).toEqual(variables);
  subscription?.emit(updateEvent('Cup'));
  for (const client of clients) expect(await client.untilResults(1)).toEqual([updateResult('Cup')]);
  expect(live().begun).toHaveLength(1);
  expect(gateway.tickets.received).toHaveLength(1);
  await leave(clients);
  await live().untilOpen(0);
});

const AVAILABLE = 'ticketAvailability { available }';

test('an event is completed with what is so after it, though the same is being read already', async () => {
  const client = await subscribe(
    `subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { ${AVAILABLE} } }`,
  );
  const [subscription] = await live().untilOpen(1);
  gateway.tournaments.answer = () => ({
    body: { data: { tournament: { __typename: 'Tournament', id: variables.id } } },
  });
  const { passed, open } = gate();
  let available = 3;
  gateway.tickets.answer = async () => {
    const seen = available;
    if (gateway.tickets.received.length === 1) await passed;
    return { body: { data: { _entities: [{ ticketAvailability: { available: seen } }] } } };
  };
  const early = gateway.ask(`query ($id: ID!) { tournament(id: $id) { ${AVAILABLE} } }`, variables);
  await eventually(
    async () => gateway.tickets.received.length,
    (length) => length === 1,
  );
  available = 2;
  subscription?.emit({ data: { tournamentUpdated: { __typename: 'Tournament', id: variables.id } } });
  expect(await client.untilResults(1)).toEqual([
    { data: { tournamentUpdated: { ticketAvailability: { available: 2 } } } },
  ]);
  open();
  expect(await early).toMatchObject({ data: { tournament: { ticketAvailability: { available: 3 } } } });
  const [first, second] = gateway.tickets.received.map(({ query, variables }) => ({ query, variables }));
  expect(second, 'else they would not be shared anyway').toEqual(first);
  await leave([client]);
  await live().untilOpen(0);
});

const PERSONAL = `subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { name myRole } }`;
const PERSONAL_ELSEWHERE = `subscription ($id: ID!) {
  tournamentUpdated(tournamentId: $id) { name myTicket { id } }
}`;

test('what depends on who asks is asked for each person, once', async () => {
  const person = await accessToken();
  const clients = [
    await subscribe(PERSONAL, person),
    await subscribe(PERSONAL, person),
    await subscribe(PERSONAL, await accessToken()),
    await subscribe(PERSONAL),
  ];
  const open = await live().untilOpen(3);
  open.forEach(({ emit }, i) => emit({ data: { tournamentUpdated: { name: `Cup ${i}`, myRole: null } } }));
  const seen = await Promise.all(clients.map((client) => client.untilResults(1)));
  const updates = seen.map(([result]) => (result?.data as { tournamentUpdated: unknown }).tournamentUpdated);
  expect(updates[0]).toEqual(updates[1]);
  expect(new Set(updates.map((update) => JSON.stringify(update))).size).toBe(3);
  await leave(clients);
  await live().untilOpen(0);
});

test('where only what another subgraph adds depends on who asks, the events are shared and that is not', async () => {
  const people = [newId(), newId()];
  gateway.tickets.answer = ({ headers }) => {
    const { sub } = JSON.parse(
      Buffer.from(headers.authorization?.split('.')[1] ?? '', 'base64url').toString(),
    ) as { sub?: string };
    return { body: { data: { _entities: [{ myTicket: sub ? { id: `ticket of ${sub}` } : null }] } } };
  };
  const clients = await Promise.all(
    people.map(async (sub) => subscribe(PERSONAL_ELSEWHERE, await accessToken({ claims: { sub } }))),
  );
  const anonymous = await subscribe(PERSONAL_ELSEWHERE);
  const [subscription] = await live().untilOpen(1);
  subscription?.emit(updateEvent('Cup'));
  const ticketOf = async (client: Client) => {
    const [result] = await client.untilResults(1);
    return (result?.data as { tournamentUpdated: { myTicket: unknown } }).tournamentUpdated.myTicket;
  };
  for (const [i, client] of clients.entries())
    expect(await ticketOf(client)).toEqual({ id: `ticket of ${people[i] ?? ''}` });
  expect(await ticketOf(anonymous)).toBeNull();
  expect(live().begun).toHaveLength(1);
  await leave([...clients, anonymous]);
  await live().untilOpen(0);
});

test('other variables are other events', async () => {
  const one = await subscribe();
  const other = await subscribed(gateway.url, { query: UPDATES, variables: { id: newId() } });
  const open = await live().untilOpen(2);
  const mine = open.find((subscription) => subscription.variables['id'] === variables.id);
  mine?.emit(updateEvent('Cup'));
  expect(await one.untilResults(1)).toEqual([updateResult('Cup')]);
  expect(other.results()).toEqual([]);
  await leave([one, other]);
});

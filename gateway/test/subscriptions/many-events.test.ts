import { eventually } from '@arena/testing';
import { expect, test } from 'vitest';
import { gate } from '../execution/fixture.ts';
import { operation, welcomedSocket } from './raw-socket.ts';
import { gatewayOfUpdates, variables } from './tournament-updates.ts';

const DOCUMENTS = 300;
const AT_A_TIME = 64;

/** A document like the others but for an alias, for which what is asked of tickets is asked for it alone. */
const documentOf = (index: number) =>
  `subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { a${index}: ticketAvailability { available } } }`;

test('so many events are completed at a time, queries go before those that wait, and none is lost', async () => {
  await using gateway = await gatewayOfUpdates({ env: { SUBGRAPH_TIMEOUT_MS: '20000' } });
  const { tickets, tournaments } = gateway;
  const { passed, open } = gate();
  let underWay = 0;
  let most = 0;
  tickets.answer = async ({ query }) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await passed;
    underWay -= 1;
    const [, alias = ''] = /(\w+): ?ticketAvailability/.exec(query) ?? [];
    return { body: { data: { _entities: [{ [alias]: { available: 3 } }] } } };
  };
  await using client = await welcomedSocket(gateway.url);
  const indexes = Array.from({ length: DOCUMENTS }, (_, index) => index);
  client.send(...indexes.map((index) => operation(String(index), documentOf(index), { variables })));
  // answered when all of them have come, and the next when they are begun
  client.send(operation('query', '{ __typename }'));
  expect(await client.next()).toMatchObject({ id: 'query', type: 'next' });
  expect(await client.next()).toMatchObject({ id: 'query', type: 'complete' });
  await gateway.ask('{ __typename }');
  const [subscription] = await tournaments.live.untilOpen(1);
  subscription?.emit({ data: { tournamentUpdated: { __typename: 'Tournament', id: variables.id } } });
  await eventually(
    async () => underWay,
    (count) => count === AT_A_TIME,
  );

  tournaments.answer = () => ({
    body: { data: { tournament: { __typename: 'Tournament', id: variables.id } } },
  });
  const answer = gateway.ask(
    'query ($id: ID!) { tournament(id: $id) { q: ticketAvailability { available } } }',
    variables,
  );
  await eventually(
    async () => tournaments.received.length,
    (length) => length === 1,
  );
  open();
  expect(await answer).toMatchObject({ data: { tournament: { q: { available: 3 } } } });

  const told = new Map<string | undefined, unknown>();
  while (told.size < DOCUMENTS) {
    const { id, payload } = await client.next();
    told.set(id, payload);
  }
  for (const index of indexes)
    expect(told.get(String(index))).toEqual({
      data: { tournamentUpdated: { [`a${index}`]: { available: 3 } } },
    });
  expect(most).toBe(AT_A_TIME);
  const asked = tickets.received.findIndex(({ query }) => query.includes('q:'));
  expect(asked).toBeLessThan(DOCUMENTS / 2);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
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

let gateway: StartedGateway;
beforeAll(async () => {
  gateway = await gatewayOfUpdates({ env: { SUBGRAPH_TIMEOUT_MS: '300' } });
});
afterAll(() => gateway[Symbol.asyncDispose]());

test('a subgraph that fails costs its part of the events, and is there again when it is', async () => {
  await using client = await subscribed(gateway.url, { query: UPDATES, variables });
  const [subscription] = await gateway.tournaments.live.untilOpen(1);
  gateway.tickets.answer = () => 'cut';
  subscription?.emit(updateEvent('Cup'));
  const [partial] = await client.untilResults(1);
  expect(partial).toEqual({
    data: { tournamentUpdated: { ...updateResult('Cup').data.tournamentUpdated, ticketAvailability: null } },
    errors: [
      {
        message: 'The subgraph tickets is unavailable',
        path: ['tournamentUpdated'],
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'tickets' },
      },
    ],
  });
  answerFor(gateway);
  subscription?.emit(updateEvent('Cup 2'));
  expect((await client.untilResults(2))[1]).toEqual(updateResult('Cup 2'));
});

test('an error of the event itself is told, and nothing of ours with it', async () => {
  await using client = await subscribed(gateway.url, { query: UPDATES, variables });
  const [subscription] = await gateway.tournaments.live.untilOpen(1);
  const fault = { message: 'password of the database', path: ['tournamentUpdated'] };
  subscription?.emit({ data: { tournamentUpdated: null }, errors: [fault as never] });
  expect(await client.untilResults(1)).toEqual([
    {
      data: { tournamentUpdated: null },
      errors: [
        {
          message: 'Something went wrong on our side',
          path: ['tournamentUpdated'],
          extensions: { code: 'INTERNAL', requestId: expect.any(String) },
        },
      ],
    },
  ]);
});

test('events come in their order, however long each takes to be completed', async () => {
  await using client = await subscribed(gateway.url, { query: UPDATES, variables });
  const [subscription] = await gateway.tournaments.live.untilOpen(1);
  let calls = 0;
  gateway.tickets.answer = async () => {
    const isFirst = calls++ === 0;
    await new Promise((resolve) => setTimeout(resolve, isFirst ? 100 : 0));
    return { body: { data: { _entities: [{ ticketAvailability: { available: 3 } }] } } };
  };
  const names = ['1', '2', '3', '4'];
  for (const name of names) subscription?.emit(updateEvent(name));
  expect(await client.untilResults(4)).toEqual(names.map((name) => updateResult(name)));
});

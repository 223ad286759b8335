import { eventually } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { gate } from '../execution/fixture.ts';
import type { Answer } from '../fake-subgraph.ts';
import { changingGateway, ownersOf } from '../supergraph/changing-gateway.ts';
import { subscribed } from './sse-client.ts';
import { answerFor, updateEvent, updateResult, UPDATES, variables } from './tournament-updates.ts';

type Arena = Awaited<ReturnType<typeof changingGateway>>;

let arena: Arena;
beforeAll(async () => {
  arena = await changingGateway();
  const { tickets, users } = arena.gateway;
  answerFor({ tickets, users });
  const ofTournament = tickets.answer;
  tickets.answer = (received) =>
    received.query.includes('_entities') ? ofTournament(received) : { body: { data: ownersOf('tickets') } };
});
afterAll(() => arena[Symbol.asyncDispose]());

const SHORT = 'subscription ($id: ID!) { tournamentUpdated(tournamentId: $id) { id name description } }';
const withoutDescription = (sdl: string) =>
  sdl.replace(/^ {2}""".*"""\n {2}description: String! @join__field\(graph: TOURNAMENTS\)\n/m, '');

test('streams go on while the supergraph changes, and not an event is lost or told twice', async () => {
  const { gateway } = arena;
  await using client = await subscribed(gateway.url, { query: UPDATES, variables });
  const [subscription] = await gateway.tournaments.live.untilOpen(1);
  const names: string[] = [];
  const telling = setInterval(() => {
    names.push(`Cup ${names.length}`);
    subscription?.emit(updateEvent(names.at(-1) ?? ''));
  }, 5);
  for (const version of [1, 2]) await arena.changeTo(version);
  clearInterval(telling);
  const results = await client.untilResults(names.length);
  expect(results).toEqual(names.map((name) => updateResult(name)));
  expect(gateway.tournaments.live.begun).toHaveLength(1);
});

test('a change while a stream is ending leaves nothing behind that others would join in vain', async () => {
  const { gateway } = arena;
  const { tickets, tournaments } = gateway;
  const atOnce = tickets.answer;
  const { passed, open } = gate();
  let completing = 0;
  tickets.answer = async (received) => {
    if (received.query.includes('_entities')) {
      completing += 1;
      await passed;
    }
    return atOnce(received) as Exclude<ReturnType<Answer>, string>;
  };
  await using ending = await subscribed(gateway.url, { query: UPDATES, variables });
  const [first] = await tournaments.live.untilOpen(1);
  first?.emit(updateEvent('Cup'));
  await eventually(
    async () => completing,
    (count) => count > 0,
  );
  first?.complete();
  await tournaments.live.untilOpen(0);
  await arena.changeTo(1);
  open();
  await ending.ended;
  expect(ending.results()).toEqual([updateResult('Cup')]);
  expect(ending.isComplete()).toBe(true);
  expect(tournaments.live.open()).toEqual([]);

  const next = await subscribed(gateway.url, { query: UPDATES, variables });
  const [second] = await tournaments.live.untilOpen(1);
  second?.emit(updateEvent('Final'));
  expect(await next.untilResults(1)).toEqual([updateResult('Final')]);
  await next[Symbol.asyncDispose]();
  await tournaments.live.untilOpen(0);
});

test('a stream that is not valid any more is told so and ends; the others go on', async () => {
  const { gateway } = arena;
  await using going = await subscribed(gateway.url, { query: UPDATES, variables });
  await using ending = await subscribed(gateway.url, { query: SHORT, variables });
  const open = await gateway.tournaments.live.untilOpen(2);
  await arena.changeTo(3, withoutDescription);
  await ending.ended;
  expect(ending.results()).toMatchObject([
    { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
  ]);
  expect(ending.isComplete()).toBe(true);
  await gateway.tournaments.live.untilOpen(1);
  for (const { emit } of open) emit(updateEvent('Cup'));
  expect(await going.untilResults(1)).toEqual([updateResult('Cup')]);
});

import { codeOf, testAdapters, type GraphQLAnswer } from '@arena/testing';
import type { GraphQLSchema } from 'graphql';
import { expect, test, vi } from 'vitest';
import { Federation } from '../../src/federation.ts';
import { SUBGRAPH_NAMES } from '../../src/subgraphs/variables.ts';
import { gate } from '../execution/fixture.ts';
import { changingGateway, ownersOf, supergraph } from './changing-gateway.ts';

/** What there is among answers: the values of their data, or the code of what went wrong. */
const distinct = (answers: GraphQLAnswer[]) =>
  new Set(answers.map((answer) => codeOf(answer) ?? Object.values(answer.data as object).join(' ')));

test('under a stream of requests the supergraph changes, and each is answered right by the old or the new', async () => {
  await using arena = await changingGateway();
  const { ask } = arena.gateway;
  const both: GraphQLAnswer[] = [];
  const third: GraphQLAnswer[] = [];
  let over = false;
  const clients = Array.from({ length: 4 }, async () => {
    while (!over) {
      both.push(await ask('{ owner }'));
      third.push(await ask('{ owner only3 }'));
    }
  });
  for (const version of [1, 2, 3, 0]) await arena.changeTo(version);
  over = true;
  await Promise.all(clients);

  expect(distinct(both)).toEqual(new Set(['tickets', 'tournaments']));
  expect(distinct(third)).toEqual(new Set(['GRAPHQL_VALIDATION_FAILED', 'tickets tickets']));
  expect(arena.logged).toEqual([]);
});

test('whatever was validated against a supergraph is run by what was made of it, however many came since', async () => {
  const graphOf = (version: number) => ({
    supergraphSdl: supergraph(version),
    subgraphUrls: Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, 'http://nowhere'])),
  });
  const { logger } = testAdapters();
  const transport = () => Promise.reject(new Error('nothing is asked'));
  const subscriptions = {
    open: () => Promise.reject(new Error('nothing is subscribed to')),
    replaceGraph: () => Promise.resolve(),
  };
  const federation = new Federation({
    graph: graphOf(0),
    transport,
    subscriptions,
    showPlans: false,
    logger,
  });
  const schemas: GraphQLSchema[] = [];
  federation.onSchemaLoadOrUpdate(({ apiSchema }) => void schemas.push(apiSchema));
  await federation.load();
  await federation.replace(graphOf(1));
  await federation.replace(graphOf(2));
  const fieldsServed = schemas.map((schema) =>
    Object.keys(federation.servedBy(schema).executor.apiSchema.getQueryType()?.getFields() ?? {}).filter(
      (name) => name.startsWith('only'),
    ),
  );
  expect(fieldsServed).toEqual([['only0'], ['only1'], ['only2']]);
});

test('a request that a change overtakes is answered by the supergraph that it began with', async () => {
  await using arena = await changingGateway();
  const arrived = gate();
  const released = gate();
  arena.gateway.tournaments.answer = async () => {
    arrived.open();
    await released.passed;
    return { body: { data: ownersOf('tournaments') } };
  };
  const answer = arena.gateway.ask('{ owner only0 }');
  await arrived.passed;
  await arena.changeTo(1);
  expect(codeOf(await arena.gateway.ask('{ only0 }'))).toBe('GRAPHQL_VALIDATION_FAILED');
  released.open();
  expect(await answer).toMatchObject({
    status: 200,
    data: { owner: 'tournaments', only0: 'tournaments' },
  });
});

const v1 = supergraph(1);
const broken: [string, string, RegExp][] = [
  ['is cut off', v1.slice(0, v1.length / 2), /Syntax Error/],
  ['is empty', '', /Syntax Error/],
  ['is a schema of no supergraph', 'type Query { owner: String }', /supergraph/],
  ['knows a field of a type that there is not', v1.replace('owner: String', 'owner: Nothing'), /Nothing/],
  [
    'relies on protection that is not enforced',
    v1.replace('schema\n', 'schema\n  @link(url: "https://example.com/secret/v1.0", for: SECURITY)\n'),
    /secret/,
  ],
  [
    'has a subgraph without an address',
    v1.replace('name: "users"', 'name: "elsewhere"'),
    /ELSEWHERE_URL is unknown/,
  ],
];

test('a supergraph that cannot be served is refused with the reason, and the next sound one is taken', async () => {
  await using arena = await changingGateway();
  for (const [what, sdl, reason] of broken) {
    await arena.change(sdl);
    await vi.waitUntil(() => arena.logged.length > 0, 30_000);
    const [refusal] = arena.logged.splice(0);
    expect(refusal?.msg, what).toBe('new supergraph refused, the one before serves on');
    expect(refusal?.err?.message, what).toMatch(reason);
    expect((await arena.gateway.ask('{ owner only0 }')).data, what).toEqual({
      owner: 'tournaments',
      only0: 'tournaments',
    });
  }
  await arena.changeTo(1);
});

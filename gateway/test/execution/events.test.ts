import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { personalFields, selectsPersonal } from '../../src/execution/personal-fields.ts';
import { contextOf, harness } from './fixture.ts';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@authenticated", "@requiresScopes"])';

function composed(sdls: Record<string, string>): string {
  const services = Object.entries(sdls).map(([name, sdl]) => ({ name, typeDefs: parse(HEAD + sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? []);
  return supergraphSdl;
}

const supergraphSdl = composed({
  matches: `
    type Query { matches: [Match] }
    type Subscription { scored(id: ID!): Match }
    type Match @key(fields: "id") { id: ID! score: Int! home: Team }
    type Team @key(fields: "id", resolvable: false) { id: ID! }`,
  teams: 'type Query { teams: [Team] } type Team @key(fields: "id") { id: ID! name: String! }',
});

const document = parse('subscription ($id: ID!) { scored(id: $id) { score home { name } } }');

test('each event is completed with what other subgraphs have', async () => {
  const { executor, received } = harness(
    {
      teams: ({ variables }) => ({
        data: { _entities: variables.representations?.map(() => ({ name: 'Reds' })) },
      }),
    },
    supergraphSdl,
  );
  const prepared = executor.prepare({ document, hash: 's' });
  expect(prepared.plan.source).toMatchObject({ subgraph: 'matches', variables: ['id'] });
  for (const score of [1, 2]) {
    const event = { data: { scored: { score, home: { __typename: 'Team', id: 'r' } } }, faults: [] };
    const request = { variables: { id: 'm' }, context: contextOf() };
    const { data, errors } = await executor.executeEvent(prepared, event, request);
    expect(errors).toEqual([]);
    expect(event.data.scored.home).toEqual({ __typename: 'Team', id: 'r' });
    expect(data?.text).toBe(`{"scored":{"score":${score},"home":{"name":"Reds"}}}`);
  }
  expect(received.map(({ subgraph }) => subgraph)).toEqual(['teams', 'teams']);
});

test('a subgraph that fails costs its part of the event', async () => {
  const { executor } = harness({ teams: () => 'oops' }, supergraphSdl);
  const { data, errors } = await executor.executeEvent(
    executor.prepare({ document, hash: 's' }),
    { data: { scored: { score: 1, home: { __typename: 'Team', id: 'r' } } }, faults: [] },
    { variables: { id: 'm' }, context: contextOf() },
  );
  expect(data?.text).toBe('{"scored":{"score":1,"home":null}}');
  expect(errors).toMatchObject([{ path: ['scored', 'home'], extensions: { code: 'SUBGRAPH_UNAVAILABLE' } }]);
});

test('what its subgraph could not tell of an event is an error at its place', async () => {
  const { executor } = harness({}, supergraphSdl);
  const fault = { message: 'No home', path: ['scored', 'home'], extensions: { code: 'NOT_FOUND' } };
  const { data, errors } = await executor.executeEvent(
    executor.prepare({ document, hash: 's' }),
    { data: { scored: { score: 1, home: null } }, faults: [fault] },
    { variables: { id: 'm' }, context: contextOf() },
  );
  expect(data?.text).toBe('{"scored":{"score":1,"home":null}}');
  expect(errors).toMatchObject([{ path: ['scored', 'home'], extensions: { code: 'NOT_FOUND' } }]);
});

test('a subscription that not everybody may have is personal, one that everybody may have is not', () => {
  const sdl = composed({
    chat: `
      type Query { rooms: [String] }
      type Subscription {
        said: String
        whispered: String @authenticated
        ordered: String @requiresScopes(scopes: [["staff"]])
      }`,
  });
  const { internalSchema } = harness({}, sdl).executor;
  const personal = personalFields(internalSchema);
  const isPersonal = (field: string) =>
    selectsPersonal(internalSchema, personal, parse(`subscription { ${field} }`));
  expect(['said', 'whispered', 'ordered'].map(isPersonal)).toEqual([false, true, true]);
});

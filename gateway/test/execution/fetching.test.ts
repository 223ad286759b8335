import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { harness, type Subgraph } from './fixture.ts';

/** Answers entities by their ids, in whatever way a field of theirs is asked for. */
const people: Subgraph = ({ variables }) => ({
  data: { _entities: variables.representations?.map(({ id }) => ({ username: `name of ${String(id)}` })) },
});

const user = (id: string) => ({ __typename: 'User', id });

test('an entity that many places show is asked for once and shown at each', async () => {
  const { run, received } = harness({
    tournaments: () => ({
      data: {
        tournaments: {
          nodes: ['ana', 'ben', 'ana', 'ana'].map((id) => ({
            __typename: 'Tournament',
            organizer: user(id),
          })),
        },
      },
    }),
    users: people,
  });
  const { json } = await run('{ tournaments { nodes { organizer { username } } } }');
  expect(received[1]?.variables.representations).toEqual([user('ana'), user('ben')]);
  expect(json).toMatchObject({
    tournaments: {
      nodes: ['ana', 'ben', 'ana', 'ana'].map((id) => ({ organizer: { username: `name of ${id}` } })),
    },
  });
});

test('the same fields of entities at different places go in one call', async () => {
  const { run, received } = harness({
    tournaments: () => ({
      data: {
        tournament: {
          __typename: 'Tournament',
          organizer: user('ana'),
          staff: [{ user: user('ana') }, { user: user('ben') }],
        },
      },
    }),
    users: people,
  });
  const { json } = await run(
    'query Named { tournament(id: "t") { organizer { username } staff { user { username } } } }',
  );
  expect(received.map(({ subgraph }) => subgraph)).toEqual(['tournaments', 'users']);
  expect(received[1]?.variables.representations).toEqual([user('ana'), user('ben')]);
  expect(json).toEqual({
    tournament: {
      organizer: { username: 'name of ana' },
      staff: [{ user: { username: 'name of ana' } }, { user: { username: 'name of ben' } }],
    },
  });
});

test('places that share an entity and give one name to different fields each keep their own', async () => {
  const { run, received } = harness({
    users: () => ({ data: { a: user('ana'), b: user('ana') } }),
    tournaments: () => ({
      data: { _entities: [{ organizedTournaments: { nodes: [{ __typename: 'Tournament', id: 't' }] } }] },
    }),
    tickets: ({ query }) => ({
      data: { _entities: [{ seats: { count: query.includes('total') ? 8 : 3 } }] },
    }),
  });
  const { json } = await run(`{
    a: userByUsername(username: "ana") { organizedTournaments { nodes { seats: ticketAvailability { count: total } } } }
    b: userByUsername(username: "ana") { organizedTournaments { nodes { seats: ticketAvailability { count: available } } } }
  }`);
  expect(received.filter(({ subgraph }) => subgraph === 'tournaments')).toHaveLength(1);
  expect(json).toEqual({
    a: { organizedTournaments: { nodes: [{ seats: { count: 8 } }] } },
    b: { organizedTournaments: { nodes: [{ seats: { count: 3 } }] } },
  });
});

test('root fields of a mutation run one after the other, none beside another', async () => {
  let running = 0;
  const alone: Subgraph = async ({ query }) => {
    running += 1;
    expect(running).toBe(1);
    await new Promise(setImmediate);
    running -= 1;
    const name = /\b(logout|cancelTournament|endSession)\b/.exec(query)?.[0] as string;
    return { data: name === 'cancelTournament' ? { [name]: { name } } : { first: true, third: true } };
  };
  const { run, received } = harness({ users: alone, tournaments: alone });
  await run(`mutation {
    first: logout(refreshToken: "x")
    cancelTournament(tournamentId: "t", reason: "r") { name }
    third: endSession(id: "s")
  }`);
  expect(received.map(({ subgraph, mutation }) => [subgraph, mutation])).toEqual([
    ['users', true],
    ['tournaments', true],
    ['users', true],
  ]);
});

test('variables go to the subgraphs that use them', async () => {
  const { run, received } = harness({
    tournaments: () => ({
      data: { tournaments: { nodes: [{ __typename: 'Tournament', id: 't', organizer: user('ana') }] } },
    }),
    users: people,
    tickets: () => ({ data: { _entities: [{ tickets: null }] } }),
  });
  await run(
    `query ($first: Int, $tickets: Int = 3, $order: TournamentOrder) {
      tournaments(first: $first, orderBy: $order) { nodes { organizer { username } tickets(first: $tickets) { nodes { id } } } }
    }`,
    { variables: { first: 5, unused: 1 } },
  );
  const bySubgraph = Object.fromEntries(received.map((call) => [call.subgraph, call.variables]));
  expect(bySubgraph['tournaments']).toEqual({ first: 5 });
  expect(bySubgraph['users']).toEqual({ representations: [user('ana')] });
  expect(bySubgraph['tickets']).toEqual({ representations: [{ __typename: 'Tournament', id: 't' }] });
});

test('a variable cannot take the place of the representations', async () => {
  const { run } = harness({ tournaments: () => ({}), tickets: () => ({}) });
  const query = `query ($representations: Int) {
    tournament(id: "t") { tickets(first: $representations) { totalCount nodes { id } } }
  }`;
  await expect(run(query, { variables: { representations: 1 } })).rejects.toMatchObject({
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
  });
});

test('a branch that @include leaves out is not fetched', async () => {
  const { run, received } = harness({
    tournaments: () => ({
      data: { tournament: { __typename: 'Tournament', name: 'Cup', organizer: user('ana') } },
    }),
    users: people,
  });
  const query =
    'query ($all: Boolean = true) { tournament(id: "t") { name organizer @include(if: $all) { username } } }';
  const { json: some } = await run(query, { variables: { all: false } });
  expect(some).toEqual({ tournament: { name: 'Cup' } });
  expect(received).toHaveLength(1);
  const { json: all } = await run(query);
  expect(all).toEqual({ tournament: { name: 'Cup', organizer: { username: 'name of ana' } } });
});

test('an alias may be any name, those that objects inherit too', async () => {
  const { run } = harness({
    tournaments: () => '{"data":{"__proto__":{"name":"Cup"},"constructor":null}}',
  });
  const { data } = await run(
    '{ __proto__: tournament(id: "a") { name toString: name } constructor: tournament(id: "b") { name } }',
  );
  // toString is of type String! and was not answered
  expect(data?.text).toBe('{"__proto__":null,"constructor":null}');
  expect(Object.prototype).not.toHaveProperty('name');
});

test('introspection beside other fields', async () => {
  const { run } = harness({ tournaments: () => ({ data: { games: [] } }) });
  const { json } = await run(
    'query ($name: String!) { games { id } kind: __type(name: $name) { ...T } __typename } fragment T on __Type { kind }',
    { variables: { name: 'TournamentStatus' } },
  );
  expect(json).toEqual({ games: [], kind: { kind: 'ENUM' }, __typename: 'Query' });
});

test('an operation is prepared once, whether its client names it or not', () => {
  const { executor } = harness({});
  const document = parse('query A { games { id } }');
  expect(executor.prepare({ document, hash: '1' })).toBe(
    executor.prepare({ document, hash: '1', operationName: 'A' }),
  );
});

test('an operation is prepared once for each hash and name', () => {
  const { executor } = harness({});
  const prepare = (hash: string, operationName: string) =>
    executor.prepare({
      document: parse('query A { games { id } } query B { games { name } }'),
      hash,
      operationName,
    });
  expect(prepare('1', 'A')).toBe(prepare('1', 'A'));
  expect(prepare('1', 'A')).not.toBe(prepare('1', 'B'));
  expect(prepare('1', 'A')).not.toBe(prepare('2', 'A'));
});

test('fragments that spread each other many times over cost no more than their text', async () => {
  const { run } = harness({ tournaments: () => ({ data: { games: [] } }) });
  const spreading = Array.from(
    { length: 40 },
    (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
  );
  const { json } = await run(`{ ...F0 } ${spreading.join(' ')} fragment F40 on Query { games { id } }`);
  expect(json).toEqual({ games: [] });
});

import { expect, test } from 'vitest';
import { harness, type Subgraph } from './fixture.ts';

const QUERY = '{ categories { name } tournaments { nodes { name organizer { username } } } }';

const tournaments: Subgraph = () => ({
  data: {
    categories: [{ name: 'Racing' }],
    tournaments: {
      nodes: ['ana', 'ben'].map((id) => ({
        __typename: 'Tournament',
        name: `Cup of ${id}`,
        organizer: { __typename: 'User', id },
      })),
    },
  },
});

const nobody = {
  categories: [{ name: 'Racing' }],
  tournaments: {
    nodes: [
      { name: 'Cup of ana', organizer: null },
      { name: 'Cup of ben', organizer: null },
    ],
  },
};

test.each<[string, unknown]>([
  ['HTML', '<html>Bad gateway</html>'],
  ['nothing', ''],
  ['truncated JSON', '{"data":{"_entities":[{"userna'],
  ['JSON that is no object', '[1]'],
  ['neither data nor errors', {}],
  ['data that are no object', { data: 'x' }],
  ['errors that are no list', { errors: 'x' }],
  ['errors that are no objects', { errors: ['x'] }],
  ['no entities', { data: {} }],
  ['entities that are no list', { data: { _entities: { username: 'ana' } } }],
  ['fewer entities than asked for', { data: { _entities: [{ username: 'ana' }] } }],
  ['more entities than asked for', { data: { _entities: [{}, {}, { username: 'eve' }] } }],
])('a subgraph that answers %s gives nulls and one error', async (_, answer) => {
  const { run } = harness({ tournaments, users: () => answer });
  const { json, errors, valueCompletion } = await run(QUERY);
  expect(json).toEqual(nobody);
  expect(errors).toMatchObject([
    { path: ['tournaments', 'nodes'], extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' } },
  ]);
  expect(valueCompletion).toEqual([]);
});

test('errors without data are told as the subgraph’s', async () => {
  const { run } = harness({
    tournaments,
    users: () => ({ errors: [{ message: 'Too many', extensions: { code: 'LIMIT_EXCEEDED' } }] }),
  });
  const { json, errors } = await run(QUERY);
  expect(json).toEqual(nobody);
  expect(errors).toMatchObject([
    { message: 'Too many', path: ['tournaments', 'nodes'], extensions: { code: 'LIMIT_EXCEEDED' } },
  ]);
});

test('an entity’s error stands at every place that shows it', async () => {
  const { run } = harness({
    tournaments: () => ({
      data: {
        tournaments: {
          nodes: [
            { __typename: 'Tournament', name: '1', organizer: { __typename: 'User', id: 'ana' } },
            { __typename: 'Tournament', name: '2', organizer: null },
            { __typename: 'Tournament', name: '3', organizer: { __typename: 'User', id: 'ben' } },
            { __typename: 'Tournament', name: '4', organizer: { __typename: 'User', id: 'ana' } },
          ],
        },
      },
    }),
    users: () => ({
      data: { _entities: [null, { username: 'ben' }] },
      errors: [{ message: 'No', path: ['_entities', 0, 'username'], extensions: { code: 'FORBIDDEN' } }],
    }),
  });
  const { errors } = await run('{ tournaments { nodes { name organizer { username } } } }');
  expect(errors.map(({ path }) => path)).toEqual([
    ['tournaments', 'nodes', 0, 'organizer', 'username'],
    ['tournaments', 'nodes', 3, 'organizer', 'username'],
  ]);
});

test('an error that names an entity which was not asked for is one of the whole call', async () => {
  const { run } = harness({
    tournaments,
    users: () => ({ data: { _entities: [null, null] }, errors: [{ message: 'No', path: ['_entities', 7] }] }),
  });
  const { errors } = await run(QUERY);
  expect(errors).toMatchObject([
    { message: 'No', path: ['tournaments', 'nodes'], extensions: { code: 'DOWNSTREAM_SERVICE_ERROR' } },
  ]);
});

test.each<[string, unknown, unknown, string[]]>([
  ['a number for a text', { name: 5, organizer: null }, null, ['tournaments nodes 0 name']],
  ['a text for an object', 'Cup', null, ['tournaments nodes 0']],
  ['a list for an object', [], null, ['tournaments nodes 0']],
  ['a null that may not be', { name: null, organizer: null }, null, ['tournaments nodes 0 name']],
  [
    'an object for an object that may be null',
    { name: 'Cup', organizer: 'ana' },
    { name: 'Cup', organizer: null },
    ['tournaments nodes 0 organizer'],
  ],
])('%s becomes a null with one fault, as far up as the types demand', async (_, node, shown, faults) => {
  const { run } = harness({
    tournaments: () => ({ data: { categories: [], tournaments: { nodes: [node] } } }),
    users: () => ({}),
  });
  const { json, errors, valueCompletion } = await run(
    '{ categories { name } tournaments { nodes { name organizer { id } } } }',
  );
  expect(errors).toEqual([]);
  expect(json).toEqual({ categories: [], tournaments: shown && { nodes: [shown] } });
  expect(valueCompletion.map(({ path }) => path?.join(' '))).toEqual(faults);
});

test('a list that is none', async () => {
  const { run } = harness({ tournaments: () => ({ data: { categories: { name: 'x' }, games: [] } }) });
  const { json, valueCompletion } = await run('{ categories { name } games { id } }');
  expect(json).toEqual({ categories: null, games: [] });
  expect(valueCompletion).toMatchObject([{ path: ['categories'] }]);
});

test('a subgraph that refuses the gateway, or what it sent, does not answer for the client', async () => {
  for (const code of ['UNAUTHENTICATED', 'GRAPHQL_VALIDATION_FAILED']) {
    const { run } = harness({
      tournaments,
      users: () => ({ errors: [{ message: 'No', extensions: { code } }] }),
    });
    const { errors } = await run(QUERY);
    expect(errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'users' } }]);
  }
});

test('a subgraph’s own status does not become the gateway’s', async () => {
  const { run } = harness({
    tournaments,
    users: () => ({
      data: null,
      errors: [{ message: 'No', extensions: { code: 'X', http: { status: 9_999 } } }],
    }),
  });
  const { errors } = await run(QUERY);
  expect(errors[0]?.extensions).toEqual({ code: 'X', serviceName: 'users' });
});

test('a failure that shows at very many places is told a thousand times at most', async () => {
  const nodes = Array.from({ length: 5_000 }, () => ({
    __typename: 'Tournament',
    organizer: { __typename: 'User', id: 'ana' },
  }));
  const { run } = harness({
    tournaments: () => ({ data: { tournaments: { nodes } } }),
    users: () => ({ data: { _entities: [null] }, errors: [{ message: 'No', path: ['_entities', 0] }] }),
  });
  const { json, errors } = await run('{ tournaments { nodes { organizer { username } } } }');
  expect(json).toMatchObject({ tournaments: { nodes: { length: 5_000 } } });
  expect(errors).toHaveLength(1_000);
});

test('a value nested deeper than can be written is a fault like any other', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const { run } = harness({
    tournaments: () => `{"data":{"tournament":{"name":"Cup","startsAt":${deep}},"games":[]}}`,
  });
  const { json, valueCompletion } = await run('{ games { id } tournament(id: "t") { name startsAt } }');
  expect(json).toEqual({ games: [], tournament: null });
  expect(valueCompletion).toMatchObject([{ path: ['tournament', 'startsAt'] }]);
});

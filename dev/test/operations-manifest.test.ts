import { createHash } from 'node:crypto';
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { operationsManifest } from '../schema/operations.ts';

const api = buildSchema('type Query { games: [String] } type Mutation { play: Boolean }');
const GAMES = { file: 'games.graphql', text: 'query Games {\n  games\n}\n' };
const PLAY = { file: 'play.graphql', text: 'mutation Play { play }' };

const manifestOf = (...documents: (typeof GAMES)[]) => operationsManifest(documents, api);

test('each document stands in the manifest with its hash, in an order of its own', () => {
  const written = manifestOf(PLAY, GAMES);
  expect(written).toEqual(manifestOf(GAMES, PLAY));
  const { operations, ...head } = JSON.parse(written.ok ? written.manifest : '');
  expect(head).toEqual({ format: 'apollo-persisted-query-manifest', version: 1 });
  expect(operations).toMatchObject([
    { name: 'Games', type: 'query', body: 'query Games {\n  games\n}' },
    { name: 'Play', type: 'mutation', body: 'mutation Play {\n  play\n}' },
  ]);
  for (const { id, body } of operations) expect(id).toBe(createHash('sha256').update(body).digest('hex'));
});

test.each([
  ['is not valid for the API', 'query Other { prices }', 'prices'],
  ['has no name', '{ games }', 'must hold one operation'],
  ['holds two operations', 'query A { games } query B { games }', 'must hold one operation'],
  ['has the name of another', 'query Games { games }', 'there is another Games'],
])('a document that %s is told with its file', (_, text, fault) => {
  const result = manifestOf(GAMES, { file: 'faulty.graphql', text });
  if (result.ok) expect.fail('the manifest was made');
  expect(result.faults.every((told) => told.startsWith('faulty.graphql: '))).toBe(true);
  expect(result.faults.join('\n')).toContain(fault);
});

import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import { schemaChanges } from '../../schema/check/changes.ts';

const BEFORE = `
  type Query { game(id: ID!, kind: Kind = NEW): Game  games: [Game!] }
  type Game { id: ID!  name: String!  players: Int  price: Int @deprecated(reason: "Use prices, 2026-06-30") }
  enum Kind { NEW OLD }
  input GameInput { name: String!  price: Int }
  type Mutation { addGame(input: GameInput!): Game }
`;

const changes = (after: string, before = BEFORE, today = '2026-07-01') =>
  schemaChanges(buildSchema(before), buildSchema(after), today);

/** Those of the schema above in which a part is replaced. */
const replaced = async (part: string, by: string, today?: string) => {
  expect(BEFORE).toContain(part);
  return changes(BEFORE.replace(part, by), BEFORE, today);
};

test('nothing has changed', async () => expect(await changes(BEFORE)).toEqual([]));

test.each([
  ['a field that is gone', 'players: Int', '', 'Game.players', 'Game.players'],
  [
    'a field that may be null now',
    'name: String!  players',
    'name: String  players',
    'Game.name',
    'Game.name',
  ],
  ['a field of another type', 'players: Int', 'players: String', 'Game.players', 'Game.players'],
  ['an argument that is gone', ', kind: Kind = NEW', '', 'Query.game.kind', 'Query.game.kind'],
  ['a further required argument', 'id: ID!, ', 'id: ID!, of: ID!, ', 'Query.game.of', 'Query.game'],
  [
    'an argument that is required now',
    'kind: Kind = NEW',
    'kind: Kind!',
    'Query.game.kind',
    'Query.game.kind',
  ],
  ['an enum value that is gone', 'NEW OLD', 'NEW', 'Kind.OLD', 'Kind.OLD'],
  ['an input field that is gone', 'price: Int }', '}', 'GameInput.price', 'GameInput.price'],
  ['a further required input field', 'price: Int }', 'price: Int of: ID! }', 'GameInput.of', 'GameInput'],
])('breaking: %s', async (_, part, by, coordinate, subject) => {
  const breaking = (await replaced(part, by)).filter(({ level }) => level === 'breaking');
  expect(breaking).toMatchObject([{ coordinate, subject }]);
});

test('breaking: a type that is gone, and what gave it', async () => {
  const without = BEFORE.replace('type Mutation { addGame(input: GameInput!): Game }', '');
  const told = (await changes(without)).map(({ level, coordinate }) => `${level} ${coordinate}`);
  expect(told).toEqual(['breaking Mutation']);
});

test('breaking: another type of a field that is described at the same time', async () => {
  const told = await replaced('players: Int', '"How many." players: String');
  expect(told).toMatchObject([{ level: 'breaking', coordinate: 'Game.players' }]);
});

test.each([
  ['a further enum value', 'NEW OLD', 'NEW OLD ODD', 'Kind.ODD'],
  ['another default', '= NEW', '= OLD', 'Query.game.kind'],
  ['a further argument', 'id: ID!, ', 'id: ID!, of: ID, ', 'Query.game.of'],
])('dangerous: %s', async (_, part, by, coordinate) => {
  expect(await replaced(part, by)).toMatchObject([{ level: 'dangerous', coordinate }]);
});

test.each([
  ['a further field', 'players: Int', 'players: Int  of: ID', 'Game.of'],
  [
    'a deprecation',
    'players: Int',
    'players: Int @deprecated(reason: "2026-12-31")',
    'Game.players.@deprecated',
  ],
  ['a field that is never null now', 'players: Int', 'players: Int!', 'Game.players'],
  ['an argument that is optional now', 'id: ID!, kind', 'id: ID, kind', 'Query.game.id'],
  ['a further input field', 'price: Int }', 'price: Int of: ID }', 'GameInput.of'],
])('safe: %s', async (_, part, by, coordinate) => {
  expect(await replaced(part, by)).toMatchObject([{ level: 'safe', coordinate }]);
});

test('safe: a further type is told once, and a description not at all', async () => {
  const told = await changes(`${BEFORE.replace('type Game', '"A game." type Game')} type Team { id: ID! }`);
  expect(told).toMatchObject([{ level: 'safe', coordinate: 'Team' }]);
});

test.each([
  ['was not deprecated', 'players: Int', '2026-07-01', 'deprecate it first, with a date'],
  [
    'is deprecated until later',
    'price: Int @deprecated(reason: "Use prices, 2026-06-30")',
    '2026-06-30',
    '2026-06-30',
  ],
  [
    'was deprecated until yesterday',
    'price: Int @deprecated(reason: "Use prices, 2026-06-30")',
    '2026-07-01',
    undefined,
  ],
])('removing what %s', async (_, part, today, advice) => {
  const [change, ...more] = await replaced(part, '', today);
  expect(more).toEqual([]);
  expect(change?.level).toBe('breaking');
  if (advice === undefined) expect(change?.advice).toBeUndefined();
  else expect(change?.advice).toContain(advice);
});

test.each([
  ['an argument', ', kind: Kind = NEW', ''],
  ['an enum value', 'NEW OLD', 'NEW'],
  ['an input field', 'price: Int }', '}'],
])('removing %s that was not deprecated', async (_, part, by) => {
  expect(await replaced(part, by)).toMatchObject([{ advice: 'deprecate it first, with a date' }]);
});

test('removing what was deprecated without a date', async () => {
  const before = 'type Query { a: Int  b: Int @deprecated(reason: "Use a") }';
  expect(await changes('type Query { a: Int }', before)).toMatchObject([
    { advice: 'its deprecation has no date: give it one first' },
  ]);
});

import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { compose, type SubgraphSdl } from '../schema/compose.ts';
import { unservedBy } from '../schema/unserved.ts';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@inaccessible"])';

const GAMES = `
  type Query { game(id: ID!): Game  find(by: By): [Found]  old: Int @deprecated(reason: "Use game, 2026-06-30") }
  type Game @key(fields: "id") @key(fields: "slug") { id: ID!  slug: String!  name(style: Style = LONG): String! }
  enum Style { LONG SHORT }
  input By { name: String  year: Int @deprecated(reason: "Use name, 2026-06-30") }
  interface Found { id: ID! }
  type Team implements Found { id: ID! }
  type Player implements Found { id: ID! }
`;
const PRICES = `
  type Game @key(fields: "id") {
    id: ID!
    slug: String! @external
    price: Price @requires(fields: "slug")
    level: Int
  }
  type Price { amount: Int! }
`;

const sdls = (games: string, prices?: string): SubgraphSdl[] =>
  Object.entries({ games, ...(prices === undefined ? {} : { prices }) }).map(([name, sdl]) => ({
    name,
    typeDefs: parse(`${HEAD} ${sdl}`),
  }));

function supergraph(games: string, prices: string): string {
  const result = compose(sdls(games, prices));
  if (!result.ok) throw new Error(result.errors.join('\n'));
  return result.supergraph;
}

const EARLIER = supergraph(GAMES, PRICES);
const unserved = (games: string, prices?: string, today = '2026-06-30') =>
  unservedBy(sdls(games, prices), EARLIER, today);

test('the same subgraphs serve all, and so do those that give more and want less', async () => {
  expect(await unserved(GAMES, PRICES)).toEqual([]);
  const more = GAMES.replace('game(id: ID!): Game', 'game(id: ID, of: Int): Game!  further: Int')
    .replace('name: String ', 'name: String  players: Int ')
    .replace('type Team', 'type Pair { id: ID! }  type Team');
  expect(await unserved(more, PRICES)).toEqual([]);
});

test('what is no longer shown to clients is served as before', async () => {
  expect(await unserved(GAMES, PRICES.replace('level: Int', 'level: Int @inaccessible'))).toEqual([]);
});

const GONE = /^games Game\.name: .*removed/;
test.each<[string, [string, string], RegExp]>([
  ['a field that is gone', ['name(style: Style = LONG): String!', ''], GONE],
  ['a field of another type', ['LONG): String!', 'LONG): Int!'], /^games Game\.name: .*Int/],
  ['a field that may be null', ['LONG): String!', 'LONG): String'], /^games Game\.name: /],
  ['an argument that is gone', ['name(style: Style = LONG)', 'name'], /^games Game\.name\.style: .*removed/],
  ['an argument that is required now', ['find(by: By)', 'find(by: By!)'], /^games Query\.find\.by: .*By!/],
  [
    'a further argument that is required',
    ['find(by: By)', 'find(by: By, n: Int!)'],
    /^games Query\.find\.n: /,
  ],
  ['a value that is gone', ['LONG SHORT', 'LONG'], /^games Style\.SHORT: .*removed/],
  ['a field of an input that is gone', ['name: String ', ''], /^games By\.name: .*removed/],
  ['a field of an input that is required', ['name: String ', 'name: String!'], /^games By\.name: .*String!/],
  [
    'a type behind an interface',
    ['type Player implements Found { id: ID! }', ''],
    /^games Player: .*removed/,
  ],
  ['a key that is gone', ['@key(fields: "slug")', ''], /^games Game: Key "slug" no longer resolves$/],
  [
    'a field before its date',
    [' old: Int @deprecated(reason: "Use game, 2026-06-30")', ''],
    /^games Query\.old: /,
  ],
])('%s', async (_, [part, by], told) => {
  const games = GAMES.replace(part, by);
  expect(games).not.toBe(GAMES);
  expect(await unserved(games, PRICES)).toEqual([expect.stringMatching(told)]);
});

test('a type that is gone is told by the field that gave it', async () => {
  const prices = PRICES.replace('price: Price @requires(fields: "slug")', '')
    .replace('slug: String! @external', '')
    .replace('type Price { amount: Int! }', '');
  expect(await unserved(GAMES, prices)).toEqual([expect.stringMatching(/^prices Game\.price: .*removed/)]);
});

test('what is only named for others may be named no longer, or for the first time', async () => {
  const without = PRICES.replace('@requires(fields: "slug")', '').replace('slug: String! @external', '');
  expect(await unserved(GAMES, without)).toEqual([]);
  expect(await unservedBy(sdls(GAMES, PRICES), supergraph(GAMES, without), '2026-06-30')).toEqual([
    'prices Game.price: Now requires "slug"',
  ]);
});

test('keys that no longer resolve are told each, whatever else goes with them', async () => {
  const keyless = GAMES.replace('@key(fields: "id") @key(fields: "slug")', '');
  expect(await unserved(keyless, PRICES)).toEqual([
    'games Game: Key "id" no longer resolves',
    'games Game: Key "slug" no longer resolves',
  ]);
  const stub = PRICES.replace('@key(fields: "id")', '@key(fields: "id", resolvable: false)');
  expect(await unserved(GAMES, stub)).toEqual(['prices Game: Key "id" no longer resolves']);
});

test('a key that has never resolved may be gone', async () => {
  const stub = 'type Query { best: Game } type Game @key(fields: "id", resolvable: false) { id: ID! }';
  const without = stub.replace('@key(fields: "id", resolvable: false)', '');
  expect(await unservedBy(sdls(GAMES, without), supergraph(GAMES, stub), '2026-06-30')).toEqual([]);
});

test('a subgraph that is gone is told once', async () => {
  expect(await unserved(GAMES)).toEqual(['prices: There is no such subgraph']);
});

test('what was deprecated may be gone once its date has passed', async () => {
  const games = GAMES.replace(' old: Int @deprecated(reason: "Use game, 2026-06-30")', '').replace(
    'year: Int @deprecated(reason: "Use name, 2026-06-30")',
    '',
  );
  expect(await unserved(games, PRICES)).toHaveLength(2);
  expect(await unserved(games, PRICES, '2026-07-01')).toEqual([]);
});

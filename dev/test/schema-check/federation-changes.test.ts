import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { federationChanges } from '../../schema/check/federation.ts';
import { compose } from '../../schema/compose.ts';

const HEAD =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@override"])';

const GAMES = `
  type Query { games: [Game] }
  type Game @key(fields: "id") @key(fields: "slug") { id: ID!  slug: String!  name: String @shareable }
`;
const PRICES = `
  type Game @key(fields: "id") {
    id: ID!
    slug: String! @external
    name: String @shareable
    price: Int @requires(fields: "slug")
  }
`;

const supergraph = (games: string, prices?: string): string => {
  const sdls = { games, ...(prices === undefined ? {} : { prices }) };
  const result = compose(
    Object.entries(sdls).map(([name, sdl]) => ({ name, typeDefs: parse(`${HEAD} ${sdl}`) })),
  );
  if (!result.ok) throw new Error(result.errors.join('\n'));
  return result.supergraph;
};

const BEFORE = supergraph(GAMES, PRICES);
const told = (after: string, before = BEFORE) =>
  federationChanges(before, after).map(
    ({ level, coordinate, message }) => `${level} ${coordinate}: ${message}`,
  );

test('the same supergraph, or one with more', () => {
  expect(told(BEFORE)).toEqual([]);
  const more = PRICES.replace('price:', 'rating: Int  price:');
  expect(told(supergraph(`${GAMES} type Team @key(fields: "id") { id: ID! }`, more))).toEqual([]);
});

test('a key that no longer resolves', () => {
  expect(told(supergraph(GAMES.replace('@key(fields: "slug")', ''), PRICES))).toEqual([
    'dangerous Game: No longer key "slug" in games',
  ]);
});

test('a field that a subgraph no longer shares', () => {
  expect(told(supergraph(GAMES, PRICES.replace('name: String @shareable', '')))).toEqual([
    'dangerous Game.name: No longer given by prices',
  ]);
});

test('a field that another subgraph takes over', () => {
  const taken = PRICES.replace('name: String @shareable', 'name: String @override(from: "games")');
  expect(told(supergraph(GAMES, taken))).toEqual(['dangerous Game.name: No longer given by games']);
});

test('another @requires', () => {
  const without = PRICES.replace('@requires(fields: "slug")', '').replace('slug: String! @external', '');
  expect(told(supergraph(GAMES, without))).toEqual([
    'dangerous Game.price: No longer prices requires "slug"',
  ]);
  expect(told(BEFORE, supergraph(GAMES, without))).toEqual([
    'dangerous Game.price: Now prices requires "slug"',
  ]);
});

test('a subgraph that is gone is told once; what goes with it, the API shows', () => {
  expect(told(supergraph(GAMES))).toEqual(["dangerous prices: The subgraph 'prices' was removed"]);
});

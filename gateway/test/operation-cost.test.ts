import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createCostEstimator } from '../src/operation-cost/cost-estimator.ts';

const TYPES = `
  type Query {
    me: Person
    people(first: Int = 20, last: Int): People @listSize(slicingArguments: ["first", "last"], sizedFields: ["edges", "nodes"])
    shelf: [Book] @listSize(assumedSize: 5)
    loose: [Book!]!
    search(filter: Filter): [Found] @listSize(assumedSize: 2)
    report(of: ID @cost(weight: 4)): Report
    dear: Int @cost(weight: 7)
  }
  type Mutation { rename(input: Rename!): Person touch: Boolean }
  type People { edges: [Edge] nodes: [Person] pageInfo: PageInfo totalCount: Int }
  type Edge { cursor: String node: Person }
  type Person { id: ID name: String friends(first: Int): People @listSize(slicingArguments: ["first"], assumedSize: 3, sizedFields: ["nodes"]) }
  type PageInfo { hasNextPage: Boolean }
  type Book { title: String author: Person }
  union Found = Book | Person
  scalar Report @cost(weight: 30)
  input Filter { name: String tags: [Tag] deep: Filter }
  input Tag { name: String @cost(weight: 2) }
  input Rename { name: String }`;

const DIRECTIVES = `
  directive @link(url: String, import: [String]) repeatable on SCHEMA
  directive @cost(weight: Int!) on ARGUMENT_DEFINITION | ENUM | FIELD_DEFINITION | INPUT_FIELD_DEFINITION | OBJECT | SCALAR
  directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
  schema @link(url: "https://specs.apollo.dev/cost/v0.1", import: ["@cost", "@listSize"]) { query: Query mutation: Mutation }`;

const estimator = createCostEstimator(buildSchema(DIRECTIVES + TYPES), 100);

function estimate(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return estimator({ document, hash: query, operation }, variables);
}
const cost = (query: string, variables?: Record<string, unknown>) => estimate(query, variables).cost;

test('an object costs one and a scalar nothing', () => {
  expect(cost('{ me { id name } }')).toBe(1);
  expect(cost('{ __typename }')).toBe(0);
});

test('a list costs what its elements cost, as often as it is taken to be long', () => {
  expect(cost('{ loose { title author { name } } }')).toBe(10 * 2);
  expect(cost('{ shelf { title author { name } } }')).toBe(5 * 2);
});

test('a connection costs its page in each of the fields that hold it', () => {
  expect(cost('{ people(first: 7) { nodes { id } } }')).toBe(1 + 7);
  expect(cost('{ people(first: 7) { nodes { id } edges { node { id } } pageInfo { hasNextPage } } }')).toBe(
    1 + 7 + 7 * 2 + 1,
  );
  expect(cost('{ people(first: 7) { ...P } } fragment P on People { nodes { id } }')).toBe(1 + 7);
});

test('the length of a page comes from the argument, its variable, or the default of either', () => {
  expect(cost('{ people { nodes { id } } }')).toBe(1 + 20);
  const query = 'query ($n: Int = 4) { people(first: $n) { nodes { id } } }';
  expect(cost(query)).toBe(1 + 4);
  expect(cost(query, { n: 9 })).toBe(1 + 9);
  expect(cost('query ($n: Int) { people(first: $n) { nodes { id } } }')).toBe(1 + 20);
  expect(cost('{ people(first: null) { nodes { id } } }')).toBe(1 + 20);
  expect(cost('query ($constructor: Int) { people(first: $constructor) { nodes { id } } }')).toBe(1 + 20);
  expect(cost('{ people(first: 3, last: 30) { nodes { id } } }')).toBe(1 + 30);
  expect(cost('{ me { friends { nodes { id } } } }')).toBe(1 + 1 + 3);
});

test('pages within pages multiply', () => {
  expect(cost('{ people(first: 50) { nodes { friends(first: 100) { nodes { id } } } } }')).toBe(
    1 + 50 * (1 + 1 + 100),
  );
});

test('weights of fields, types and arguments', () => {
  expect(cost('{ dear }')).toBe(7);
  expect(cost('{ report }')).toBe(30);
  expect(cost('{ report(of: "1") }')).toBe(34);
});

test('an input object costs one, those within it too, written out or in a variable', () => {
  const filter = { name: 'x', tags: [{ name: 'a' }, { name: 'b' }], deep: { name: 'y' } };
  const written =
    '{ search(filter: { name: "x", tags: [{ name: "a" }, { name: "b" }], deep: { name: "y" } }) { __typename } }';
  expect(cost(written)).toBe(2 + 1 + 2 * (1 + 2) + 1);
  expect(cost('query ($f: Filter) { search(filter: $f) { __typename } }', { f: filter })).toBe(cost(written));
});

test('a mutation costs ten more, each of them', () => {
  expect(cost('mutation { touch }')).toBe(10);
  expect(cost('mutation { a: touch b: touch rename(input: {}) { id } }')).toBe(10 + 10 + 10 + 1 + 1);
});

test('what is skipped costs nothing', () => {
  const query = 'query ($all: Boolean = false) { me { id } people @include(if: $all) { nodes { id } } }';
  expect(cost(query)).toBe(1);
  expect(cost(query, { all: true })).toBe(1 + 1 + 20);
  expect(cost(query.replace('false', 'true'), { all: null }), 'null is the default').toBe(1 + 1 + 20);
  expect(cost('{ me { ... @skip(if: true) { friends { nodes { id } } } } }')).toBe(1);
});

test('a field asked for under two names costs twice', () => {
  expect(cost('{ a: me { id } b: me { id } }')).toBe(2);
});

test('the types of a union add up', () => {
  expect(
    cost(
      '{ search { ... on Book { author { id } } ... on Person { friends { pageInfo { hasNextPage } } } } }',
    ),
  ).toBe(2 * (1 + 1 + (1 + 1)));
});

test('a page longer than any may be is a fault that names the argument', () => {
  expect(estimate('{ people(first: 101) { totalCount } }').faults).toEqual([
    { path: 'first', message: 'must be from 1 to 100' },
  ]);
  expect(estimate('query ($n: Int) { people(last: $n) { totalCount } }', { n: -1 }).faults).toMatchObject([
    { path: 'last' },
  ]);
  expect(estimate('query ($n: Int) { people(last: $n) { totalCount } }', { n: 'many' }).faults).toEqual([]);
  expect(estimate('{ me @skip(if: true) { friends(first: 1000) { totalCount } } }').faults).toEqual([]);
});

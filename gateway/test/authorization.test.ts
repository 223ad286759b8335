import { composeServices } from '@apollo/composition';
import { ANONYMOUS, type Identity } from '@arena/subgraph-kit';
import { testAdapters } from '@arena/testing';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createAuthorizer, denialErrors } from '../src/authorization/authorizer.ts';
import type { Policies } from '../src/authorization/policies/index.ts';
import { readRules } from '../src/authorization/rules.ts';
import { createExecutor } from '../src/execution/executor.ts';
import { contextOf } from './execution/fixture.ts';

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@authenticated", "@requiresScopes", "@policy"])`;

function composed(sdls: Record<string, string>): string {
  const services = Object.entries(sdls).map(([name, sdl]) => ({ name, typeDefs: parse(HEAD + sdl) }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new AggregateError(errors ?? [], String(errors));
  return supergraphSdl;
}

const supergraphSdl = composed({
  library: `
    type Query { book(id: ID!): Book books: [Book!]! search: [Found!] me: Reader @authenticated report: Report }
    type Mutation { burn(id: ID!): Boolean @requiresScopes(scopes: [["admin"], ["fire", "match"]]) read(id: ID!): Boolean }
    union Found = Book | Reader
    type Book @key(fields: "id") { id: ID! title: String! secret: String @authenticated price: Int! @policy(policies: [["adult"]]) owner: Reader shelf: Shelf }
    type Reader @authenticated { name: String! books: [Book!] }
    scalar Report @requiresScopes(scopes: [["admin"]])
    enum Shelf @authenticated { TOP LOW }`,
});

const policies: Policies = new Map([
  ['adult', ({ identity }) => Promise.resolve(identity.userId === 'grown-up')],
]);

const book = {
  __typename: 'Book',
  id: '1',
  title: 'Emma',
  secret: 'S',
  price: 5,
  shelf: 'TOP',
  owner: { __typename: 'Reader', name: 'Ana', books: [] },
};

const reader: Identity = { userId: 'ana', sessionId: 's', scopes: [] };

/** Runs an operation as somebody, over subgraphs that would give everything away. */
async function run(query: string, identity: Identity, variables: Record<string, unknown> = {}) {
  const asked: string[] = [];
  const executor = createExecutor({
    supergraphSdl,
    logger: testAdapters().logger,
    transport: async ({ subgraph, body }) => {
      asked.push(`${subgraph} ${(JSON.parse(body) as { query: string }).query}`);
      const { owner } = book;
      const data = { book, b: book, a: book, books: [book, book], search: [book, owner], me: owner };
      return JSON.stringify({ data: { ...data, report: { x: 1 }, burn: true, read: true } });
    },
  });
  const authorizer = createAuthorizer(
    executor.apiSchema,
    readRules(executor.internalSchema, policies),
    policies,
  );
  const document = parse(query);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  const context = contextOf(identity);
  const { fetched, denials } = await authorizer.authorize({ document, hash: query, operation }, context);
  const prepared = executor.prepare({ document, hash: query, fetched });
  const { data, errors } = await executor.execute(prepared, { variables, context });
  expect(errors).toEqual([]);
  return {
    asked,
    data: data && (JSON.parse(data.text) as unknown),
    denied: denialErrors(denials, prepared.conditions(variables)).map(({ path, extensions }) => {
      expect(extensions['code']).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
      return path?.join('.');
    }),
  };
}

test('a denied field is null with one error, and no subgraph is asked for it', async () => {
  const { data, denied, asked } = await run('{ books { title secret } }', ANONYMOUS);
  expect(data).toEqual({
    books: [
      { title: 'Emma', secret: null },
      { title: 'Emma', secret: null },
    ],
  });
  expect(denied).toEqual(['books.@.secret']);
  expect(asked.join()).not.toContain('secret');
});

test('who has what is asked for sees it', async () => {
  const { data, denied } = await run('{ books { secret } me { name } }', reader);
  expect(data).toEqual({ books: [{ secret: 'S' }, { secret: 'S' }], me: { name: 'Ana' } });
  expect(denied).toEqual([]);
});

test('a denied field that may not be null takes its object with it', async () => {
  const { data, denied } = await run('{ b: book(id: "1") { title price } }', reader);
  expect(data).toEqual({ b: null });
  expect(denied).toEqual(['b.price']);
  const { data: shown } = await run('{ b: book(id: "1") { price } }', { ...reader, userId: 'grown-up' });
  expect(shown).toEqual({ b: { price: 5 } });
});

test('rules on objects, scalars and enums hold wherever these are', async () => {
  const { data, denied, asked } = await run(
    '{ book(id: "1") { title owner { name } shelf } report search { ... on Book { title } ... on Reader { name } } }',
    ANONYMOUS,
  );
  expect(data).toMatchObject({ book: { title: 'Emma', owner: null, shelf: null }, report: null });
  expect(denied).toEqual(['book.owner', 'book.shelf', 'report', 'search.@.name']);
  expect(asked.join()).not.toMatch(/owner|shelf|report|\bname\b/);
});

test('scopes are needed as their groups say', async () => {
  const burn = async (scopes: string[]) =>
    run('mutation { read(id: "1") burn(id: "1") }', { ...reader, scopes });
  expect(await burn(['fire'])).toMatchObject({ data: { read: true, burn: null }, denied: ['burn'] });
  expect((await burn(['fire'])).asked.join()).not.toContain('burn');
  expect(await burn(['match', 'fire'])).toMatchObject({ data: { burn: true }, denied: [] });
  expect(await burn(['admin'])).toMatchObject({ data: { burn: true }, denied: [] });
});

test('through fragments and aliases too, each path once', async () => {
  const { data, denied } = await run(
    '{ a: book(id: "1") { ...F ...F } b: book(id: "1") { x: secret } } fragment F on Book { y: secret title ... { y: secret } }',
    ANONYMOUS,
  );
  expect(data).toEqual({ a: { y: null, title: 'Emma' }, b: { x: null } });
  expect(denied).toEqual(['a.y', 'b.x']);
});

test('a denied field that is not asked for is no error', async () => {
  const query = 'query ($all: Boolean = false) { book(id: "1") { title secret @include(if: $all) } }';
  expect(await run(query, ANONYMOUS)).toMatchObject({ data: { book: { title: 'Emma' } }, denied: [] });
  expect(await run(query, ANONYMOUS, { all: true })).toMatchObject({ denied: ['book.secret'] });
});

test('a policy that fails denies', async () => {
  const failing: Policies = new Map([['adult', () => Promise.reject(new Error('no answer'))]]);
  const executor = createExecutor({
    supergraphSdl,
    logger: testAdapters().logger,
    transport: async () => '{}',
  });
  const authorizer = createAuthorizer(
    executor.apiSchema,
    readRules(executor.internalSchema, failing),
    failing,
  );
  const document = parse('{ books { price } }');
  const operation = getOperationAST(document);
  const { denials } = await authorizer.authorize(
    { document, hash: 'x', operation: operation as never },
    contextOf(reader),
  );
  expect(denials).toHaveLength(1);
});

test('an object that is asked for through an interface keeps its rules, though the interface has none', () => {
  const rules = readRules(
    buildSchema(
      `schema @link(url: "https://specs.apollo.dev/authenticated/v0.1", for: SECURITY) { query: Query }
      directive @link(url: String, for: Purpose) repeatable on SCHEMA
      directive @authenticated on FIELD_DEFINITION | OBJECT | INTERFACE
      enum Purpose { SECURITY }
      type Query { items: [Item] things: [Thing] }
      interface Item { id: ID secret: String }
      type Book implements Item { id: ID secret: String @authenticated }
      type Film implements Item { id: ID secret: String }
      interface Thing { id: ID }
      type Safe implements Thing @authenticated { id: ID }`,
    ),
    policies,
  );
  expect([...rules.keys()].sort()).toEqual(['Book.secret', 'Item.secret', 'Safe', 'Thing']);
});

test('a rule that nobody can enforce is refused at the start', () => {
  const { internalSchema } = createExecutor({
    supergraphSdl,
    logger: testAdapters().logger,
    transport: async () => '{}',
  });
  expect(() => readRules(internalSchema, new Map())).toThrow('adult');
  const unknown = supergraphSdl.replace('/policy/v0.1"', '/clearance/v0.1"');
  const start = () =>
    createExecutor({ supergraphSdl: unknown, logger: testAdapters().logger, transport: async () => '{}' });
  expect(start).toThrow('clearance');
});

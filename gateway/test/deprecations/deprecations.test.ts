import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { readDeprecations, type Deprecations } from '../../src/deprecations/deprecations.ts';

const BY = '@deprecated(reason: "Use another, 2026-12-31")';
const schema = buildSchema(`
  type Query { now: Game  old: Game ${BY}  find(by: By, kinds: [Kind!], limit: Int ${BY}, page: Page): Named }
  interface Named { name: String  title: String ${BY} }
  type Game implements Named { name: String  title: String ${BY}  price(kind: Kind = NEW): Int }
  input By { name: String  year: Int ${BY}  inner: By  kind: Kind  page: Page }
  input Page { first: Int }
  enum Kind { NEW OLD ${BY} }
`);
const deprecations = readDeprecations(schema) as Deprecations;

/** What an operation of a document uses, in the order of the alphabet. */
function used(text: string, variables: Record<string, unknown> = {}, name?: string): string[] {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document, name);
  if (!operation) expect.fail('no such operation');
  return [...deprecations.usedBy(document, operation, variables)].sort();
}

test('what is deprecated is known by its coordinates, and a schema without it has nothing to look for', () => {
  expect([...deprecations.coordinates].sort()).toEqual([
    'By.year',
    'Game.title',
    'Kind.OLD',
    'Named.title',
    'Query.find.limit',
    'Query.old',
  ]);
  expect(readDeprecations(buildSchema('type Query { now: Int }'))).toBeUndefined();
});

test.each<[string, string, string[]]>([
  [
    'nothing',
    '{ now { name price(kind: NEW) } find(by: { name: "a", kind: NEW }, kinds: [NEW]) { name } }',
    [],
  ],
  ['a field, however often', '{ old { name } again: old { name } }', ['Query.old']],
  ['a field that is left out', '{ old @skip(if: true) { name } }', ['Query.old']],
  ['a field in a fragment', '{ now { ...G } } fragment G on Game { title }', ['Game.title']],
  ['a field of an interface', '{ find { title ... on Game { title } } }', ['Game.title', 'Named.title']],
  ['an argument', '{ find(limit: 1) { name } }', ['Query.find.limit']],
  ['a field of an input', '{ find(by: { inner: { year: 1 } }) { name } }', ['By.year']],
  ['an enum value', '{ now { price(kind: OLD) } }', ['Kind.OLD']],
  ['an enum value in a list', '{ find(kinds: [NEW, OLD]) { name } }', ['Kind.OLD']],
  ['a default', 'query ($by: By = { year: 1 }) { find(by: $by) { name } }', ['By.year']],
])('a document names %s', (_, text, uses) => expect(used(text)).toEqual(uses));

const FIND =
  'query ($by: By, $kinds: [Kind!], $page: Page) { find(by: $by, kinds: $kinds, page: $page) { name } }';
test.each<[string, Record<string, unknown>, string[]]>([
  ['nothing', { by: { name: 'a', kind: 'NEW', page: { first: 1 } }, kinds: ['NEW'], page: { first: 1 } }, []],
  [
    'nothing that the type knows',
    { by: 'year', kinds: { OLD: 1 }, page: { year: 1 }, other: { year: 1 } },
    [],
  ],
  ['nothing at all', { by: null }, []],
  ['a field of an input', { by: { year: 1 } }, ['By.year']],
  ['one that is null', { by: { year: null } }, ['By.year']],
  ['one further in', { by: { inner: { inner: { year: 1, kind: 'OLD' } } } }, ['By.year', 'Kind.OLD']],
  ['an enum value', { kinds: ['NEW', 'OLD'] }, ['Kind.OLD']],
  ['an enum value for a list', { kinds: 'OLD' }, ['Kind.OLD']],
])('variables give %s', (_, variables, uses) => expect(used(FIND, variables)).toEqual(uses));

test('of a document with several operations the one that is run counts, each time with its variables', () => {
  const text = `query A { old { name } } query B { now { ...G } } fragment G on Game { title }`;
  expect(used(text, {}, 'A')).toEqual(['Query.old']);
  expect(used(text, {}, 'B')).toEqual(['Game.title']);
  const document = parse(FIND);
  const operation = getOperationAST(document);
  if (!operation) expect.fail('no operation');
  const uses = (variables: object) => [...deprecations.usedBy(document, operation, { ...variables })];
  expect([uses({ by: { year: 1 } }), uses({}), uses({ kinds: 'OLD' })]).toEqual([
    ['By.year'],
    [],
    ['Kind.OLD'],
  ]);
});

import { buildSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { parseRecordedUsage, usageOf } from '../../schema/check/recorded-usage.ts';
import { usesOf } from '../../schema/check/uses.ts';
import { judge } from '../../schema/check/verdict.ts';

const schema = buildSchema(`
  interface Named { name: String }
  type Query { games(kind: Kind, filter: Filter, page: Page): [Game]  named: Named  teams: [Team]  status: Status }
  type Game implements Named { name: String  price: Int }
  type Team implements Named { name: String  size: Int }
  enum Kind { NEW OLD }
  enum Status { UP DOWN }
  input Filter { kinds: [Kind]  since: Date  inner: Filter }
  input Page { first: Int  after: ID }
  scalar Date
`);

const uses = (text: string) => [...usesOf(parse(text), schema)].sort();

test('what a document names is used: fields, arguments, and what is in literals', () => {
  expect(uses('{ games(kind: NEW, page: { first: 1 }) { price } }')).toEqual([
    'Game',
    'Game.price',
    'Int',
    'Kind',
    'Kind.NEW',
    'Page',
    'Page.first',
    'Query',
    'Query.games',
    'Query.games.kind',
    'Query.games.page',
  ]);
});

test('a variable may carry whatever its type allows', () => {
  const used = uses('query ($filter: Filter) { games(filter: $filter) { name } }');
  expect(used).toEqual(
    expect.arrayContaining(['Filter.kinds', 'Filter.inner', 'Kind.NEW', 'Kind.OLD', 'Date', 'Filter.since']),
  );
  expect(used).not.toContain('Page');
});

test('a field of an enum may give any of its values', () => {
  expect(uses('{ status }')).toEqual(expect.arrayContaining(['Status.UP', 'Status.DOWN']));
});

test('a field of an interface is one of all its types, and a fragment names its type', () => {
  const used = uses('{ named { name ... on Team { size } } }');
  expect(used).toEqual(expect.arrayContaining(['Named.name', 'Game.name', 'Team.name', 'Team.size']));
});

test('directives and their arguments are used', () => {
  expect(uses('{ status @include(if: true) }')).toEqual(expect.arrayContaining(['@include', '@include.if']));
});

test('what the schema does not know is passed over', () => {
  expect(uses('query ($new: New) { fresh(of: 1) { x } games(fresh: { a: OLD }) { fresh } }')).toEqual(
    expect.arrayContaining(['Query.games', 'Game']),
  );
});

const change = (coordinate: string, subject = coordinate) =>
  ({ level: 'breaking', coordinate, subject, message: `${coordinate} was removed` }) as const;

const DOCUMENTS = [
  { file: 'teams.graphql', text: 'query Teams { teams { size } }' },
  { file: 'sizes.graphql', text: 'query Sizes { teams { size } }' },
  { file: 'earlier', text: 'query Teams { teams { size name } }' },
];

const ZERO = { requests: 0, clients: [] };

test('a breaking change is told with the operations that it breaks, and does not pass', () => {
  const verdict = judge([change('Team.size')], schema, DOCUMENTS, { 'Team.size': ZERO });
  expect(verdict.breaking).toMatchObject([{ operations: ['Sizes', 'Teams'], isUnused: false }]);
  expect(verdict.passes).toBe(false);
});

test.each([
  ['nothing is known of its usage', {}, false],
  ['only other usage is known', { 'Team.size': ZERO }, false],
  ['it has requests', { 'Game.price': { requests: 3, clients: ['web'] } }, false],
  ['it is known to have no requests', { 'Game.price': ZERO }, true],
])('what no known operation uses, when %s', (_, usage, isUnused) => {
  const verdict = judge([change('Game.price')], schema, DOCUMENTS, usage);
  expect(verdict.breaking).toMatchObject([{ operations: [], isUnused }]);
  expect(verdict.passes).toBe(isUnused);
});

test('one that is used is in the way, however many are not; dangerous and safe ones never are', () => {
  const dangerous = { ...change('Kind.ODD'), level: 'dangerous' } as const;
  const safe = { ...change('Game.new'), level: 'safe' } as const;
  expect(judge([dangerous, safe], schema, DOCUMENTS, {})).toEqual({
    breaking: [],
    dangerous: [dangerous],
    safe: [safe],
    passes: true,
  });
  const both = [change('Game.price'), change('Team.size')];
  expect(judge(both, schema, DOCUMENTS, { 'Game.price': ZERO }).passes).toBe(false);
});

const WEB = { requests: 2, clients: ['web'], lastSeen: '2026-01-01' };
const APP = { requests: 1, clients: ['app', 'web'], lastSeen: '2026-02-01' };

test.each([
  ['a field', 'Game.price', { 'Game.price': WEB }, WEB],
  ['an argument, as its field', 'Query.games.kind', { 'Query.games': WEB }, WEB],
  [
    'an argument with usage of its own',
    'Query.games.kind',
    { 'Query.games': WEB, 'Query.games.kind': ZERO },
    ZERO,
  ],
  ['an enum value', 'Kind.OLD', { 'Kind.OLD': ZERO }, ZERO],
  ['a type without requests', 'Team', { 'Team.name': ZERO, 'Team.size': ZERO }, ZERO],
  [
    'a type with requests',
    'Team',
    { 'Team.name': WEB, 'Team.size': APP },
    { requests: 3, clients: ['app', 'web'], lastSeen: '2026-02-01' },
  ],
  ['a type of which a part is not known', 'Team', { 'Team.name': ZERO }, undefined],
  ['a scalar', 'Date', {}, undefined],
])('the usage of %s', (_, subject, recorded, usage) => {
  expect(usageOf(subject, recorded, schema)).toEqual(usage);
});

test('a file of recorded usage is read, and another one refused', () => {
  expect(parseRecordedUsage('{"A.b": {"requests": 0}, "A.c": {"requests": 2, "clients": ["web"]}}')).toEqual({
    'A.b': ZERO,
    'A.c': { requests: 2, clients: ['web'] },
  });
  for (const wrong of ['', '[]', '{"A": {"requests": 0}}', '{"A.b": {}}', '{"A.b": {"requests": -1}}']) {
    expect(() => parseRecordedUsage(wrong)).toThrow();
  }
});

test('so is what Prometheus answers about deprecated uses', () => {
  const sample = (coordinate: string, client: string, value: string) => ({
    metric: { coordinate, client },
    value: [1_767_225_600.1, value],
  });
  const answer = (...result: object[]) =>
    JSON.stringify({ status: 'success', data: { resultType: 'vector', result } });
  const told = [
    sample('A.b', 'unknown', '0'),
    sample('A.b', 'web', '3'),
    sample('A.b', 'kiosk', '1.2'),
    sample('A.c.d', 'unknown', '0'),
  ];
  expect(parseRecordedUsage(answer(...told))).toEqual({
    'A.b': { requests: 5, clients: ['web', 'kiosk'] },
    'A.c.d': ZERO,
  });
  expect(parseRecordedUsage(answer())).toEqual({});
  const wrong = [
    '{"status": "error", "errorType": "bad_data", "error": "parse error"}',
    answer({ metric: { client: 'web' }, value: [1, '1'] }),
    answer(sample('A.b', 'web', 'NaN')),
    answer(sample('A', 'web', '1')),
  ];
  for (const text of wrong) expect(() => parseRecordedUsage(text), text).toThrow();
});

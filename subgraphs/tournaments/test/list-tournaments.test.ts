import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultyFields, person, type Ask } from '@arena/testing';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addCatalogue, addTournament, daysAhead, type Catalogue } from './fixtures.ts';
import { callerOf, startTournaments } from './started-tournaments.ts';

type Started = Awaited<ReturnType<typeof startTournaments>>;
let started: Started;
let ask: Ask;
let strategy: Catalogue;
let racing: Catalogue;
const organizer = person();

const QUERY = `query ($filter: TournamentFilter, $orderBy: TournamentOrder, $first: Int, $after: String) {
  tournaments(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
    totalCount nodes { name } edges { cursor node { name } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;

/** By creation: name, first day. */
const seeded = [
  ['Copa de Fútbol Bogotá', 5],
  ['Gran Carrera 100%', 2],
  ['Liga Relámpago', 9],
  ['CARRERA relampago', 2],
  ['under_score', 7],
] as const;

beforeAll(async () => {
  started = await startTournaments();
  ask = started.ask();
  const { app } = started;
  strategy = await addCatalogue(app);
  racing = await addCatalogue(app);
  for (const [index, [name, day]] of seeded.entries()) {
    const dates = { startsAt: daysAhead(app, day), endsAt: daysAhead(app, day + 1) };
    const isFree = name === 'under_score';
    const by = index < 2 ? callerOf(organizer) : callerOf();
    const { id } = await addTournament(
      app,
      name.match(/carrera/i) ? racing : strategy,
      { name, isFree, ...dates },
      by,
    );
    if (name === 'Liga Relámpago') await updateTournament(app.db, id, { status: 'CANCELED' });
    started.adapters.advance(1000);
  }
});
afterAll(() => started[Symbol.asyncDispose]());

const list = async (variables: object = {}) => {
  const { data, errors } = await ask(QUERY, { ...variables });
  expect(errors).toBeUndefined();
  return data.tournaments;
};
const ofStrategy = () => ({ categoryId: strategy.category.id });
const namesOf = async (variables: object = {}): Promise<string[]> =>
  (await list(variables)).nodes.map((node: { name: string }) => node.name);

const byStart = [
  'Gran Carrera 100%',
  'CARRERA relampago',
  'Copa de Fútbol Bogotá',
  'under_score',
  'Liga Relámpago',
];

test.each([
  [undefined, byStart],
  ['STARTS_AT_ASC', byStart],
  ['STARTS_AT_DESC', byStart.toReversed()],
  ['CREATED_AT_DESC', seeded.map(([name]) => name).toReversed()],
])('in the order %s', async (orderBy, names) => {
  expect(await namesOf({ orderBy })).toEqual(names);
});

test('a status may be named more often than a statement takes parameters', async () => {
  expect(await namesOf({ filter: { status: Array(70_000).fill('CANCELED') } })).toEqual(['Liga Relámpago']);
});

describe.each(['STARTS_AT_ASC', 'STARTS_AT_DESC', 'CREATED_AT_DESC'])('in the order %s', (orderBy) => {
  const everyStatus = ['FINISHED', 'CANCELED', 'ONGOING', 'PENDING'];
  test.each<[string, () => object, count: number]>([
    ['all tournaments', () => ({}), 5],
    ['those of several statuses', () => ({ status: everyStatus }), 5],
    ['those of a game', () => ({ gameId: strategy.game.id }), 3],
    ['those of a category in some statuses', () => ({ ...ofStrategy(), status: ['CANCELED', 'PENDING'] }), 3],
    ['what starts before an instant', () => ({ startsBefore: daysAhead(started.app, 8) }), 4],
  ])('pages of two hold %s, each once', async (_, filterOf, count) => {
    const filter = filterOf();
    const whole = await namesOf({ filter, orderBy });
    const inOrder = await namesOf({ orderBy });
    expect(whole).toEqual(inOrder.filter((name) => whole.includes(name)));
    const seen: string[] = [];
    let after: string | null = null;
    let pages = 0;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list({ filter, orderBy, first: 2, after });
      expect(page.totalCount).toBe(count);
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      expect(page.pageInfo.endCursor).toBe(page.edges.at(-1).cursor);
      seen.push(...page.edges.map((edge: { node: { name: string } }) => edge.node.name));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      pages += 1;
    } while (after);
    expect(seen).toEqual(whole);
    expect(pages).toBe(Math.ceil(count / 2));
  });
});

test('tournaments that start at the same instant are paged without loss', async () => {
  const { app } = started;
  const far = await addCatalogue(app);
  const dates = { startsAt: daysAhead(app, 50), endsAt: daysAhead(app, 51) };
  const made = [];
  for (let count = 0; count < 5; count += 1) {
    made.push(await addTournament(app, far, { name: `Same ${count}`, ...dates }));
  }
  const filter = { gameId: far.game.id };
  const first = await list({ filter, first: 3 });
  const rest = await list({ filter, first: 3, after: first.pageInfo.endCursor });
  const names = [...first.nodes, ...rest.nodes].map((node: { name: string }) => node.name);
  expect(names).toEqual(made.map(({ name }) => name));
  for (const { id } of made)
    await updateTournament(app.db, id, { gameId: strategy.game.id, name: 'x', searchName: 'x' });
});

test.each<[string, () => object, string[]]>([
  ['status', () => ({ status: ['CANCELED'] }), ['Liga Relámpago']],
  ['game', () => ({ gameId: racing.game.id.toUpperCase() }), ['Gran Carrera 100%', 'CARRERA relampago']],
  ['category', () => ({ categoryId: racing.category.id }), ['Gran Carrera 100%', 'CARRERA relampago']],
  ['free entry', () => ({ isFree: true }), ['under_score']],
  ['organiser', () => ({ organizerId: organizer.userId }), ['Gran Carrera 100%', 'Copa de Fútbol Bogotá']],
  ['two parts', () => ({ organizerId: organizer.userId, search: 'copa' }), ['Copa de Fútbol Bogotá']],
  ['a word without its accents', () => ({ search: 'FUTBOL' }), ['Copa de Fútbol Bogotá']],
  ['a word with accents it lacks', () => ({ search: 'relámpago' }), ['CARRERA relampago', 'Liga Relámpago']],
  ['parts of words in any order', () => ({ search: ' pago  carr ' }), ['CARRERA relampago']],
  ['a percent sign', () => ({ search: '%' }), ['Gran Carrera 100%']],
  ['an underscore', () => ({ search: '_' }), ['under_score']],
  ['a backslash', () => ({ search: '\\' }), []],
  ['a quote', () => ({ search: "'" }), []],
  [
    'an instant after',
    () => ({ startsAfter: daysAhead(started.app, 6), startsBefore: daysAhead(started.app, 40) }),
    ['under_score', 'Liga Relámpago'],
  ],
  [
    'an instant before',
    () => ({ startsBefore: daysAhead(started.app, 4) }),
    ['Gran Carrera 100%', 'CARRERA relampago'],
  ],
])('filtered by %s', async (_, filter, names) => {
  expect(await namesOf({ filter: filter() })).toEqual(names);
  expect((await list({ filter: filter() })).totalCount).toBe(names.length);
});

test('an empty status list, an empty search and nulls do not restrict', async () => {
  const all = await namesOf();
  expect(all.length).toBeGreaterThan(4);
  const filter = { status: [], search: ' ', gameId: null, isFree: null, startsAfter: null };
  expect(await namesOf({ filter })).toEqual(all);
  expect(await namesOf({ filter: null, orderBy: null, first: null })).toEqual(all);
});

test('the whole list is counted only when asked for', async () => {
  const { statements } = started.adapters;
  statements.splice(0);
  await ask('{ tournaments { nodes { id } } }');
  expect(statements.splice(0)).toHaveLength(1);
  await ask('{ tournaments(filter: { status: [PENDING, CANCELED] }) { nodes { id } } }');
  expect(statements.splice(0)).toHaveLength(1);
  await ask('{ tournaments { totalCount } }');
  expect(statements.splice(0)).toHaveLength(2);
});

test('a cursor of another order, of another list or made up is refused', async () => {
  const { endCursor } = (await list({ orderBy: 'STARTS_AT_DESC', first: 1 })).pageInfo;
  const forged = Buffer.from(JSON.stringify(['tournaments:STARTS_AT_ASC', ['0000-01-01T00:00:00Z', 'x']]));
  const teams = Buffer.from(JSON.stringify(['teams', [new Date().toISOString(), organizer.userId]]));
  for (const after of [
    endCursor,
    forged.toString('base64url'),
    teams.toString('base64url'),
    'nonsense',
    '',
  ]) {
    expect(faultyFields(await ask(QUERY, { after }))).toEqual(['after']);
  }
});

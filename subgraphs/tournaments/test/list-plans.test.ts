import { searchWords } from '@arena/subgraph-kit';
import { cloneDatabase, type TestDatabase } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lockUnremindedMatches } from '../src/db/reminder-store.ts';
import { listMatches } from '../src/db/match-store.ts';
import {
  countTournaments,
  listOrganized,
  listTournaments,
  type InstantKey,
  type TournamentFilter,
  type TournamentOrder,
} from '../src/db/tournament-list-store.ts';
import { findPendingEndedBefore } from '../src/db/tournament-store.ts';
import { DAY_MS } from './fixtures.ts';
import { addManyMatches, addManyTournaments, type Belongings } from './many-tournaments.ts';
import { openExplained, type Plan } from './statement-plans.ts';

/**
 * Where no index serves both a filter and the order, PostgreSQL walks the order until the page is full, or gathers
 * all that match and sorts it, whichever seems less: of 100 000 rows at most some 5 000, in 2 ms, when one in 200
 * matches. Twice that is allowed; what this guards against reads nearly all of them.
 */
const MAX_READ = 10_000;
const LIMIT = 20;
const ORDERS: TournamentOrder[] = ['STARTS_AT_ASC', 'STARTS_AT_DESC', 'CREATED_AT_DESC'];

let database: TestDatabase;
let explained: ReturnType<typeof openExplained>;
let belongings: Belongings;
let organizers: string[];
let lastTournament: string;

const inDays = (days: number): Date => new Date(Date.now() + days * DAY_MS);

beforeAll(async () => {
  database = await cloneDatabase('tournaments');
  belongings = await addManyTournaments(database.url);
  lastTournament = await addManyMatches(database.url);
  explained = openExplained(database.url);
  const bySize = await explained.query(
    'select organizer_id as id from tournaments group by organizer_id order by count(*) desc, organizer_id',
  );
  organizers = bySize.map((row) => row['id'] as string);
});
afterAll(async () => {
  await explained[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const OPEN = ['PENDING', 'ONGOING'] as const;
const organizer = (nth: number) => ({ organizerId: organizers.at(nth) });
/** The nth largest, or from the end. */
const game = (nth: number) => ({ gameId: belongings.games.at(nth) });
const category = (nth: number) => ({ categoryId: belongings.categories.at(nth) });
const word = (search: string) => ({ words: searchWords(search) });
const week = () => ({ startsAfter: inDays(0), startsBefore: inDays(7) });

const FILTERS: [name: string, filter: () => TournamentFilter][] = [
  ['nothing', () => ({})],
  ['the open ones', () => ({ status: OPEN })],
  ['what is PENDING', () => ({ status: ['PENDING'] })],
  ['what is FINISHED', () => ({ status: ['FINISHED'] })],
  ['what is CANCELED', () => ({ status: ['CANCELED'] })],
  ['the largest game', () => game(0)],
  ['the smallest game', () => game(-1)],
  ['the largest category', () => category(0)],
  ['the smallest category', () => category(-1)],
  ['free entry', () => ({ isFree: true })],
  ['paid entry', () => ({ isFree: false })],
  ['the largest organiser', () => organizer(0)],
  ['a small organiser', () => organizer(-1)],
  ['a start after an instant', () => ({ startsAfter: inDays(0) })],
  ['a start before an instant', () => ({ startsBefore: inDays(-600) })],
  ['a start within a week', week],
  ['a frequent word', () => word('copa')],
  ['a word of one in twenty', () => word('BOGOTÁ')],
  ['a rare word', () => word('pingüino')],
  ['a word that no name has', () => word('xilófono')],
  ['two words', () => word('clásico cúcuta')],
  ['the open ones of the largest game', () => ({ status: OPEN, ...game(0) })],
  ['the open ones of the smallest game', () => ({ status: OPEN, ...game(-1) })],
  ['the open ones of a category', () => ({ status: OPEN, ...category(3) })],
  ['the open ones with free entry', () => ({ status: OPEN, isFree: true })],
  ['the open ones of an organiser', () => ({ status: OPEN, ...organizer(0) })],
  ['the open ones within a week', () => ({ status: OPEN, ...week() })],
  ['the open ones with a word', () => ({ status: OPEN, ...word('Bogotá') })],
  ['those over of a game', () => ({ status: ['FINISHED'], ...game(5) })],
  ['a game and a category', () => ({ ...game(5), ...category(3) })],
  ['a game with free entry', () => ({ ...game(-1), isFree: true })],
  ['a game and a start after an instant', () => ({ ...game(5), startsAfter: inDays(0) })],
  ['a game and a start before an instant', () => ({ ...game(5), startsBefore: inDays(-600) })],
  ['a game and a word', () => ({ ...game(5), ...word('copa') })],
  ['free entry and a start after an instant', () => ({ isFree: true, startsAfter: inDays(0) })],
  ['an organiser and a word', () => ({ ...organizer(0), ...word('liga') })],
];

/** The key of the tournament in the middle of a list; null where there is no more than one. */
async function middleOf(filter: TournamentFilter, order: TournamentOrder): Promise<InstantKey | null> {
  const half = (await countTournaments(explained.db, filter)) >> 1;
  const [sent] = await explained.during((db) =>
    listTournaments(db, filter, order, { limit: LIMIT, after: null }),
  );
  if (half === 0 || !sent) return null;
  // the list itself, as long as half of it
  const parameters = sent.parameters.map((value) => (value === LIMIT + 1 ? half : value));
  const at = order === 'CREATED_AT_DESC' ? 'created_at' : 'starts_at';
  const [row] = await explained.query(
    `select ${at} as at, id from (${sent.text}) as list offset ${half - 1}`,
    parameters,
  );
  return row ? [(row['at'] as Date).toISOString(), row['id'] as string] : null;
}

/** Whatever the filter, a page comes by an index and without reading much of the table. */
function expectQuick(plans: readonly Plan[], what: string) {
  expect(plans, what).not.toHaveLength(0);
  for (const plan of plans) {
    expect(plan, what).toMatchObject({ scanned: [] });
    expect(plan.indexes, what).not.toHaveLength(0);
    expect(plan.read, `${what}: ${plan.statement}`).toBeLessThan(MAX_READ);
  }
}

describe('of 100 000 tournaments, a page comes by an index, in every order and from the middle too', () => {
  test.each(FILTERS)('filtered by %s', async (_, filter) => {
    for (const order of ORDERS) {
      for (const after of [null, await middleOf(filter(), order)]) {
        const page = { limit: LIMIT, after };
        const plans = await explained.plansOf((db) => listTournaments(db, filter(), order, page));
        expectQuick(plans, `${order}${after ? ' from the middle' : ''}`);
      }
    }
  });
});

test('of the open tournaments, though nearly all are over, no more is read than a page of each status', async () => {
  for (const order of ORDERS) {
    const page = { limit: LIMIT, after: null };
    const [plan] = await explained.plansOf((db) => listTournaments(db, { status: OPEN }, order, page));
    expect(plan?.read, order).toBeLessThanOrEqual(OPEN.length * (LIMIT + 1));
  }
});

test('a rare word is found by its index, with accents or without', async () => {
  for (const search of ['PINGÜINO', 'pinguino', 'ingüi']) {
    const page = { limit: LIMIT, after: null };
    const list = (db: typeof explained.db) => listTournaments(db, word(search), 'STARTS_AT_ASC', page);
    expect(await list(explained.db), search).toHaveLength(20);
    const [plan] = await explained.plansOf(list);
    expect(plan?.indexes, search).toEqual(['tournaments_search']);
    expect(plan?.read, search).toBeLessThan(100);
  }
});

test('a whole list is counted from an index', async () => {
  for (const filter of [{}, { status: OPEN }, game(0), category(-1), week(), { isFree: true }]) {
    const plans = await explained.plansOf((db) => countTournaments(db, filter));
    expect(plans).toMatchObject([{ scanned: [] }]);
  }
});

test('what people organise comes by an index', async () => {
  const some = [organizers[0], organizers[100], organizers.at(-1)].map(String);
  const [at, id] = (await middleOf(organizer(0), 'CREATED_AT_DESC')) as InstantKey;
  for (const after of [null, [at, id] as InstantKey]) {
    const plans = await explained.plansOf((db) => listOrganized(db, some, { limit: LIMIT, after }));
    expectQuick(plans, String(after));
  }
});

test('the matches of tournaments come by an index', async () => {
  const recent = await explained.query('select id from tournaments order by created_at desc limit 20');
  const some = recent.map((row) => row['id'] as string);
  for (const statuses of [[], ['PENDING'], [...OPEN]] as const) {
    for (const after of [null, [inDays(20).toISOString(), lastTournament] as InstantKey]) {
      const page = { limit: 50, after, statuses };
      const plans = await explained.plansOf((db) => listMatches(db, some, page));
      expectQuick(plans, `${statuses.join()} ${after?.join() ?? ''}`);
    }
  }
});

test('what has become due is found by an index', async () => {
  const due = { now: new Date(), timeZone: 'America/Bogota', statuses: OPEN, limit: 500 };
  expectQuick(await explained.plansOf((db) => lockUnremindedMatches(db, due)), 'reminders');
  expectQuick(await explained.plansOf((db) => findPendingEndedBefore(db, inDays(-1))), 'overdue tournaments');
});

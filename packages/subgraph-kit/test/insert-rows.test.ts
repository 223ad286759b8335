import { emptyDatabase, onServer, register } from '@arena/testing';
import { asc } from 'drizzle-orm';
import {
  bigint,
  boolean,
  date,
  doublePrecision,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { insertRows, newId, openDatabase, violatedUnique } from '../src/index.ts';

const mood = pgEnum('mood', ['CALM', 'WILD']);
const things = pgTable('things', {
  id: uuid().primaryKey(),
  number: integer().notNull(),
  amountMinor: bigint({ mode: 'number' }),
  share: doublePrecision(),
  isGood: boolean().notNull(),
  fullName: text('what_it_is_called'),
  mood: mood().notNull(),
  seenAt: timestamp({ precision: 3, withTimezone: true, mode: 'date' }),
  on: date(),
  memberIds: uuid().array().notNull(),
  words: text().array(),
  details: jsonb().$type<unknown>(),
  madeAt: timestamp({ precision: 3, withTimezone: true, mode: 'date' }).notNull().defaultNow(),
});

// in another order than above, since a table that has grown keeps its own
const TABLE = `
  create type mood as enum ('CALM', 'WILD');
  create table things (id uuid primary key, details jsonb, words text[], member_ids uuid[] not null, "on" date,
    seen_at timestamptz(3), mood mood not null, what_it_is_called text constraint things_name unique,
    is_good boolean not null, share double precision, amount_minor bigint, number integer not null,
    made_at timestamptz(3) not null default now());
`;

type Thing = Omit<typeof things.$inferSelect, 'madeAt'>;

async function openThings() {
  const database = await emptyDatabase();
  await onServer(database.url, (sql) => sql.unsafe(TABLE));
  const statements: string[] = [];
  const { db, close } = openDatabase(
    database.url,
    { things },
    { onStatement: (sql) => statements.push(sql) },
  );
  return register('things', { db, statements }, async () => {
    await close();
    await database[Symbol.asyncDispose]();
  });
}

let opened: Awaited<ReturnType<typeof openThings>>;
beforeAll(async () => {
  opened = await openThings();
});
afterEach(() => opened.db.delete(things));
afterAll(() => opened[Symbol.asyncDispose]());

const thing = (changes: Partial<Thing> = {}): Thing => ({
  id: newId(),
  number: 1,
  amountMinor: null,
  share: null,
  isGood: false,
  fullName: null,
  mood: 'CALM',
  seenAt: null,
  on: null,
  memberIds: [],
  words: null,
  details: null,
  ...changes,
});

/** What is stored, by number, without what the database has added. */
const stored = async (): Promise<Thing[]> =>
  (await opened.db.select().from(things).orderBy(asc(things.number))).map(({ madeAt: _, ...row }) => row);

test('rows are stored as they are given: each kind of column, full and empty', async () => {
  const full = thing({
    number: -7,
    amountMinor: 9_007_199_254_740_991,
    share: 0.1,
    isGood: true,
    fullName: 'The first',
    mood: 'WILD',
    seenAt: new Date('2031-12-31T23:59:59.999Z'),
    on: '2032-02-29',
    memberIds: [newId(), newId()],
    words: ['a', '', 'c,d', '{e}', 'null', '"f"'],
    details: { list: [1, null, 'x'], inner: { isDeep: true, big: 9_007_199_254_740_991 } },
  });
  const rows = [
    full,
    thing({ number: 2, amountMinor: -9_007_199_254_740_991, words: [] }),
    thing({ number: 3 }),
  ];
  await insertRows(opened.db, things, rows);
  expect(await stored()).toEqual(rows);
});

test('they are stored as one by one', async () => {
  const rows = [
    thing({ number: 1, details: 'text', seenAt: new Date(0), share: 1e300 }),
    thing({ number: 2, details: [], seenAt: new Date('0099-01-01T00:00:00.001Z') }),
    thing({ number: 3, details: 7, words: ['\\', '\n'] }),
    thing({ number: 4, details: false }),
  ];
  await opened.db.insert(things).values(rows);
  const singly = await stored();
  await opened.db.delete(things);
  await insertRows(opened.db, things, rows);
  expect(await stored()).toEqual(singly);
});

test.each([
  "O'Hara; drop table things; --",
  '“Ñandú” \\u0041 \\ / \t\n"',
  '日本 🏆 \u{10ffff}',
  '',
  ' ',
  'null',
  '$1',
])('a text stays what it is, on its own and within others: %j', async (text) => {
  const row = thing({ fullName: text, words: [text], details: { [text]: text } });
  await insertRows(opened.db, things, [row]);
  expect(await stored()).toEqual([row]);
});

test('many rows go in one statement, and none in no statement', async () => {
  const rows = Array.from({ length: 10_000 }, (_, number) => thing({ number, memberIds: [newId()] }));
  opened.statements.length = 0;
  await insertRows(opened.db, things, rows);
  await insertRows(opened.db, things, []);
  expect(opened.statements).toHaveLength(1);
  expect(await stored()).toEqual(rows);
});

test('a column that no row has takes its default, one that some have is null in the others', async () => {
  const { words: _, ...without } = thing({ number: 2 });
  const before = Date.now();
  await insertRows(opened.db, things, [{ ...without, words: undefined }, thing({ number: 3, words: ['a'] })]);
  const rows = await opened.db.select().from(things).orderBy(asc(things.number));
  expect(rows.map(({ words }) => words)).toEqual([null, ['a']]);
  for (const { madeAt } of rows) expect(madeAt.getTime()).toBeGreaterThan(before - 60_000);
});

test('of rows that break a constraint none is stored, and the constraint is named', async () => {
  const rows = [thing({ fullName: 'same' }), thing({ fullName: 'same' })];
  const refused = await insertRows(opened.db, things, rows).catch((error: unknown) => error);
  expect(violatedUnique(refused)).toBe('things_name');
  expect(await stored()).toEqual([]);
});

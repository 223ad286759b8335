import { emptyDatabase } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { isOneOf, newId, openDatabase } from '../src/index.ts';

const things = pgTable('things', { id: uuid().primaryKey(), name: text().notNull() });

test('a lookup by keys is prepared once for a connection, however many keys; what has another value never is', async () => {
  await using database = await emptyDatabase();
  const { db, close } = openDatabase(database.url, { things }, { poolSize: 1 });
  try {
    await db.execute(sql`create table things (id uuid primary key, name text not null)`);
    const rows = ['one', 'two', 'three'].map((name) => ({ id: newId(), name }));
    await db.insert(things).values(rows);
    const ids = rows.map(({ id }) => id);
    for (const wanted of [[], ids.slice(0, 1), ids]) {
      const found = await db.select().from(things).where(isOneOf(things.id, wanted));
      expect(found).toEqual(rows.slice(0, wanted.length));
      await db.select().from(things).where(isOneOf(things.id, wanted)).limit(1);
    }
    const lookup = db.select().from(things).where(isOneOf(things.id, ids)).toSQL();
    const prepared = await db.execute(
      sql`select statement from pg_prepared_statements where statement like '%"things"%'`,
    );
    expect(prepared).toEqual([{ statement: lookup.sql }]);
  } finally {
    await close();
  }
});

import { openDatabase } from '@arena/subgraph-kit';
import { emptyDatabase, onServer, register } from '@arena/testing';
import { count } from 'drizzle-orm';
import { pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { inbox, outbox } from '../src/index.ts';

/** What the handlers of these tests leave behind. */
const effects = pgTable('effects', { id: uuid().primaryKey().defaultRandom(), what: text().notNull() });

export const schema = { outbox, inbox, effects };

const TABLES = `
  create table outbox (id uuid primary key, routing_key text not null, payload jsonb not null,
    headers jsonb not null, created_at timestamptz(3) not null default now());
  create table inbox (message_id uuid primary key, routing_key text not null,
    handled_at timestamptz(3) not null default now());
  create table effects (id uuid primary key default gen_random_uuid(), what text not null);
`;

/** A database with an outbox, an inbox and a table for effects. */
export async function eventDatabase() {
  const database = await emptyDatabase();
  await onServer(database.url, (sql) => sql.unsafe(TABLES));
  const statements: string[] = [];
  const { db, close } = openDatabase(database.url, schema, {
    onStatement: (sql) => void statements.push(sql),
  });
  return register(
    'event database',
    {
      url: database.url,
      db,
      statements,
      effects: async () => (await db.select().from(effects)).map(({ what }) => what),
      waiting: async () => (await db.select({ n: count() }).from(outbox))[0]?.n ?? 0,
    },
    async () => {
      await close();
      await database[Symbol.asyncDispose]();
    },
  );
}

export { effects };

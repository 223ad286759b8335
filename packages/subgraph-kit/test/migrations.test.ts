import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { emptyDatabase, eventually } from '@arena/testing';
import postgres from 'postgres';
import { expect, onTestFinished, test } from 'vitest';
import { applyMigrations } from '../src/migrations.ts';

const QUICK = { lockTimeoutMs: 100, attempts: 50, pauseMs: 5 };

/** A folder of migrations as drizzle-kit lays it out. */
async function folderOf(...migrations: string[]): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), 'arena-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, 'meta'));
  const entries = migrations.map((_, idx) => ({
    idx,
    version: '7',
    when: 1_000 + idx,
    tag: `000${idx}_step`,
    breakpoints: true,
  }));
  await writeFile(
    join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const [idx, text] of migrations.entries()) await writeFile(join(folder, `000${idx}_step.sql`), text);
  return pathToFileURL(`${folder}/`);
}

async function connect() {
  const database = await emptyDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  const { url } = database;
  const sql = postgres(url, { max: 3, onnotice: () => {} });
  onTestFinished(() => sql.end({ timeout: 5 }));
  const applied = async () => {
    const rows = await sql<{ at: string }[]>`
      select created_at as at from drizzle.__drizzle_migrations order by id`;
    return rows.map(({ at }) => Number(at));
  };
  return { url, sql, applied };
}

const TABLE = 'CREATE TABLE "seats" ("id" integer);';
const INDEX = `DROP INDEX CONCURRENTLY IF EXISTS "seats_id";--> statement-breakpoint
CREATE INDEX CONCURRENTLY "seats_id" ON "seats" ("id");`;

test('replicas that start together build an index concurrently, once', async () => {
  const { url, applied } = await connect();
  const folder = await folderOf(TABLE, INDEX);
  await Promise.all([1, 2, 3].map(() => applyMigrations(url, folder)));
  expect(await applied()).toEqual([1_000, 1_001]);
});

test('a migration that fails leaves nothing of itself, and those before it', async () => {
  const { url, sql, applied } = await connect();
  const broken = `-- the next one makes its index concurrently
ALTER TABLE "seats" ADD COLUMN "row" integer;--> statement-breakpoint
ALTER TABLE "seats" ADD COLUMN "row" integer;`;
  await expect(applyMigrations(url, await folderOf(TABLE, broken))).rejects.toThrow('already exists');
  expect((await sql`select * from seats`).columns.map(({ name }) => name)).toEqual(['id']);
  expect(await applied()).toEqual([1_000]);
  await applyMigrations(url, await folderOf(TABLE, 'ALTER TABLE "seats" ADD COLUMN "row" integer;'));
  expect(await applied()).toEqual([1_000, 1_001]);
});

test('a table in use is not waited for at the cost of those who come after', async () => {
  const { url, sql, applied } = await connect();
  await applyMigrations(url, await folderOf(TABLE));
  const reader = await sql.reserve();
  await reader`begin`;
  await reader`select * from seats`;
  const migrating = applyMigrations(
    url,
    await folderOf(TABLE, 'ALTER TABLE "seats" ADD COLUMN "row" integer;'),
    QUICK,
  );
  const waits = () =>
    sql`select 1 from pg_stat_activity where application_name = 'arena migrations' and wait_event_type = 'Lock'`;
  await eventually(waits, ({ length }) => length > 0);
  // had the migration kept its place in the queue, this would not come before the reader has ended
  await sql`select * from seats`;
  expect(await applied()).toEqual([1_000]);
  await reader`commit`;
  reader.release();
  await migrating;
  expect(await applied()).toEqual([1_000, 1_001]);
});

test('a table that stays in use is told of', async () => {
  const { url, sql } = await connect();
  await applyMigrations(url, await folderOf(TABLE));
  const folder = await folderOf(TABLE, 'ALTER TABLE "seats" ADD COLUMN "row" integer;');
  await sql.begin(async (reader) => {
    await reader`select * from seats`;
    await expect(applyMigrations(url, folder, { ...QUICK, attempts: 2 })).rejects.toThrow('lock timeout');
  });
});

test('who loses the connection between two tries waits for whoever has the lock by then, and does nothing twice', async () => {
  const { url, sql, applied } = await connect();
  await applyMigrations(url, await folderOf(TABLE));
  const folder = await folderOf(TABLE, 'ALTER TABLE "seats" ADD COLUMN "row" integer;');
  const reader = await sql.reserve();
  await reader`begin`;
  await reader`select * from seats`;
  const patient = { lockTimeoutMs: 50, attempts: 50, pauseMs: 700 };
  const first = applyMigrations(url, folder, patient);
  const migrating = (state: string) => sql<{ pid: number }[]>`
    select pid from pg_stat_activity
    where application_name = 'arena migrations' and datname = current_database() and state = ${state}`;
  const isTrying = () => sql`select 1 from pg_stat_activity
    where application_name = 'arena migrations' and wait_event_type = 'Lock'`;
  await eventually(isTrying, ({ length }) => length > 0);
  const [idle] = await eventually(
    () => migrating('idle'),
    ({ length }) => length > 0,
  );
  await sql`select pg_terminate_backend(${idle?.pid ?? 0})`;
  await reader`commit`;
  reader.release();
  await Promise.all([first, applyMigrations(url, folder, patient)]);
  expect(await applied()).toEqual([1_000, 1_001]);
});

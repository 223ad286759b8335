import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { register } from './open-resources.ts';
import { testServices } from './services.ts';

export type TestDatabase = { url: string } & AsyncDisposable;

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs administrative statements on a PostgreSQL server. */
export async function onServer<T>(serverUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

let drops: Promise<unknown> = Promise.resolve();

/**
 * Drops databases one after the other, and has nobody wait: for each the server writes down all that it holds in memory.
 * Those that are there still when the run ends are dropped by it.
 */
function dropInTime(serverUrl: string, name: string): void {
  const drop = () => onServer(serverUrl, (sql) => sql`drop database ${sql(name)} with (force)`);
  drops = drops.then(drop).catch(() => undefined);
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const { postgresUrl, runId } = testServices();
  const name = `arena_test_${runId}_${randomBytes(5).toString('hex')}`;
  await onServer(postgresUrl, async (sql) => {
    await sql`create database ${sql(name)} template ${sql(template)}`;
    // what is tested may die, the server does not: no commit need wait for its disk
    await sql`alter database ${sql(name)} set synchronous_commit = off`;
  });
  return register(`database ${name}`, { url: databaseUrl(postgresUrl, name) }, async () =>
    dropInTime(postgresUrl, name),
  );
}

/** An empty database of the test file's own. */
export const emptyDatabase = (): Promise<TestDatabase> => createDatabase('template1');

/** A database of the test file's own, cloned from the migrated template of a subgraph. */
export async function cloneDatabase(subgraph: string): Promise<TestDatabase> {
  const template = testServices().templates[subgraph];
  if (!template) throw new Error(`There is no template database for ${subgraph}`);
  return createDatabase(template);
}

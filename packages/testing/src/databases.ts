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

async function createDatabase(template: string): Promise<TestDatabase> {
  const { postgresUrl, runId } = testServices();
  const name = `arena_test_${runId}_${randomBytes(5).toString('hex')}`;
  await onServer(postgresUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  return register(`database ${name}`, { url: databaseUrl(postgresUrl, name) }, async () => {
    await onServer(postgresUrl, (sql) => sql`drop database ${sql(name)} with (force)`);
  });
}

/** An empty database of the test file's own. */
export const emptyDatabase = (): Promise<TestDatabase> => createDatabase('template1');

/** A database of the test file's own, cloned from the migrated template of a subgraph. */
export async function cloneDatabase(subgraph: string): Promise<TestDatabase> {
  const template = testServices().templates[subgraph];
  if (!template) throw new Error(`There is no template database for ${subgraph}`);
  return createDatabase(template);
}

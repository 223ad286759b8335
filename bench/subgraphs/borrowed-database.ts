import { randomBytes } from 'node:crypto';
import { databaseUrl, onServer } from '@arena/testing';

/** A database of the bench's own on the PostgreSQL at DATABASE_URL. */
export type BorrowedDatabase = {
  url: string;
  /** Drops it, whoever is connected. */
  giveBack: () => Promise<void>;
};

/** Makes a database and brings it to the state that a subgraph expects. */
export async function borrowDatabase(migrate: (url: string) => Promise<void>): Promise<BorrowedDatabase> {
  const serverUrl = process.env['DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
  const name = `arena_bench_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, (sql) => sql`create database ${sql(name)}`);
  const giveBack = async () => {
    await onServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`);
  };
  const url = databaseUrl(serverUrl, name);
  try {
    await migrate(url);
  } catch (error) {
    await giveBack();
    throw error;
  }
  return { url, giveBack };
}

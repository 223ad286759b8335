import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readMigrationFiles, type MigrationMeta } from 'drizzle-orm/migrator';
import postgres from 'postgres';

/** The advisory lock that lets one replica at a time migrate a database. */
const MIGRATION_LOCK = 4_772_001;

/** How often a replica looks whether another has migrated. */
const LOCK_POLL_MS = 200;

/**
 * Who waits for a table keeps all others waiting who come after: rather give up soon and try again, first at once and
 * then more and more rarely. The whole is over within five minutes.
 */
const PATIENCE = { lockTimeoutMs: 3_000, attempts: 20, pauseMs: 1_000 };

/** The SQLSTATE of a lock that did not come within `lock_timeout`. */
const LOCK_NOT_AVAILABLE = '55P03';

const isLockTimeout = (error: unknown): boolean =>
  error instanceof postgres.PostgresError && error.code === LOCK_NOT_AVAILABLE;

/**
 * Waits for the lock by asking for it. A statement that waits would hold a snapshot, which what is built concurrently
 * waits for in turn.
 */
async function lock(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const [row] = await sql<{ held: boolean }[]>`select pg_try_advisory_lock(${MIGRATION_LOCK}) as held`;
    if (row?.held) return;
    await delay(LOCK_POLL_MS);
  }
}

/** When the latest migration was made that a database has, as drizzle-kit's own migrator notes it. */
async function latestOf(sql: postgres.Sql): Promise<number> {
  await sql`create schema if not exists drizzle`;
  await sql`create table if not exists drizzle.__drizzle_migrations (
    id serial primary key, hash text not null, created_at bigint)`;
  const [row] = await sql<{ at: string | null }[]>`
    select max(created_at) as at from drizzle.__drizzle_migrations`;
  return Number(row?.at ?? 0);
}

async function note(sql: Pick<postgres.Sql, 'unsafe'>, { hash, folderMillis }: MigrationMeta): Promise<void> {
  const into = 'insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)';
  await sql.unsafe(into, [hash, folderMillis]);
}

/** Whether SQL holds what PostgreSQL refuses inside of a transaction; comments that speak of it do not count. */
export const runsOutsideTransaction = (sql: string): boolean =>
  /\bindex\s+concurrently\b/i.test(sql.replaceAll(/--.*$/gm, ''));

async function apply(sql: postgres.Sql, migration: MigrationMeta): Promise<void> {
  if (migration.sql.some(runsOutsideTransaction)) {
    for (const statement of migration.sql) await sql.unsafe(statement);
    return note(sql, migration);
  }
  await sql.begin(async (transaction) => {
    for (const statement of migration.sql) await transaction.unsafe(statement);
    await note(transaction, migration);
  });
}

/**
 * Applies the migrations in `folder` that the database has not seen, each in a transaction of its own, save those that
 * build or drop an index concurrently. Safe to run from several replicas, and beside those that serve: no table is waited
 * for longer than `lockTimeoutMs` at a time.
 * @throws what PostgreSQL says of a migration; those before it stay applied, and it can be run again
 */
export async function applyMigrations(
  url: string,
  folder: URL,
  { lockTimeoutMs, attempts, pauseMs }: typeof PATIENCE = PATIENCE,
): Promise<void> {
  const sql = postgres(url, {
    max: 1,
    // the lock is this connection's
    max_lifetime: null,
    onnotice: () => {},
    connection: { application_name: 'arena migrations', lock_timeout: lockTimeoutMs },
  });
  try {
    await lock(sql);
    const latest = await latestOf(sql);
    for (const migration of readMigrationFiles({ migrationsFolder: fileURLToPath(folder) })) {
      if (migration.folderMillis <= latest) continue;
      for (let attempt = 1; ; attempt += 1) {
        try {
          await apply(sql, migration);
          break;
        } catch (error) {
          if (!isLockTimeout(error) || attempt === attempts) throw error;
          await delay(Math.min(attempt, 10) * pauseMs);
          // a connection that was lost meanwhile has lost the lock with it, and another replica may have gone on
          await lock(sql);
          if (migration.folderMillis <= (await latestOf(sql))) break;
        }
      }
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

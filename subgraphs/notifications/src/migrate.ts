import { applyMigrations, migrateJobs } from '@arena/subgraph-kit';

/** Brings a database to the schema of this version, and to the tables in which jobs are kept. */
export async function migrate(databaseUrl: string): Promise<void> {
  await applyMigrations(databaseUrl, new URL('../migrations', import.meta.url));
  await migrateJobs(databaseUrl);
}

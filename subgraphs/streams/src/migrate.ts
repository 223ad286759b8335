import { applyMigrations } from '@arena/subgraph-kit';

/** Brings a database to the schema of this version. */
export const migrate = (databaseUrl: string): Promise<void> =>
  applyMigrations(databaseUrl, new URL('../migrations', import.meta.url));

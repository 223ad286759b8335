import {
  applyMigrations,
  identityKeys,
  openDatabase,
  readSubgraphSdl,
  startSubgraph,
  type Adapters,
  type Service,
} from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type { App } from './app.ts';
import { createContext, type Context } from './context.ts';
import * as schema from './db/schema.ts';
import type { Env } from './env.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';

/** Brings a database to the schema of this version. */
export const migrate = (databaseUrl: string): Promise<void> =>
  applyMigrations(databaseUrl, new URL('../migrations', import.meta.url));

/** Wires and starts the subgraph. */
export async function start(env: Env, adapters: Adapters): Promise<Service> {
  const { db, close } = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
  });
  const app: App = { db, now: adapters.now, logger: adapters.logger };
  return startSubgraph<Context>({
    name: 'tournaments',
    typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
    resolvers,
    env,
    adapters,
    identityKeys: identityKeys(env),
    createContext: (caller) => createContext(app, caller),
    checkReady: () => db.execute(sql`select 1`),
    close,
  });
}

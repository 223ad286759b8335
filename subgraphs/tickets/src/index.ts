import { serveRequests, startConsumer, startOutbox, stopAll, type EventAdapters } from '@arena/events';
import {
  applyMigrations,
  identityKeys,
  openDatabase,
  readSubgraphSdl,
  startSubgraph,
  type Service,
} from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type { App } from './app.ts';
import { createContext, type Context } from './context.ts';
import * as schema from './db/schema.ts';
import type { Env } from './env.ts';
import { eventHandlers, requestHandlers } from './events/index.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';

/** Brings a database to the schema of this version. */
export const migrate = (databaseUrl: string): Promise<void> =>
  applyMigrations(databaseUrl, new URL('../migrations', import.meta.url));

/** Wires and starts the subgraph. */
export async function start(env: Env, adapters: EventAdapters): Promise<Service> {
  const { bus, logger, failpoint } = adapters;
  const { db, close } = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
  });
  const outbox = startOutbox({ db, bus, logger, failpoint });
  const { transact } = outbox;
  const app: App = { db, transact, now: adapters.now, logger };
  const consumer = await startConsumer({
    consumer: 'tickets',
    handlers: eventHandlers(app),
    bus,
    transact,
    logger,
    failpoint,
  });
  const requests = await serveRequests(bus, requestHandlers(app), logger);
  return startSubgraph<Context>({
    name: 'tickets',
    typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
    resolvers,
    env,
    adapters,
    identityKeys: identityKeys(env),
    createContext: (caller) => createContext(app, caller),
    checkReady: () => db.execute(sql`select 1`),
    close: async () => {
      await stopAll([consumer, requests]).stop();
      await outbox.stop();
      await close();
    },
  });
}

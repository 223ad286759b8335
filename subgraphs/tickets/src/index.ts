import { startOutbox, type Running } from '@arena/events';
import { measuredLive, type LiveAdapters } from '@arena/live';
import {
  identityKeys,
  openDatabase,
  readSubgraphSdl,
  startSubgraph,
  stopOnce,
  type Service,
} from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type { App } from './app.ts';
import { createContext, type Context } from './context.ts';
import * as schema from './db/schema.ts';
import type { Env } from './env.ts';
import { startEvents } from './events/index.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';
export { migrate } from './migrate.ts';

/**
 * Wires and starts the subgraph.
 * @throws StartError when the port cannot be listened on
 */
export async function start(env: Env, adapters: LiveAdapters): Promise<Service> {
  const { now, logger, metrics, bus, failpoint } = adapters;
  const live = measuredLive(adapters.live, metrics);
  const database = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
    metrics,
    tracer: adapters.tracer,
  });
  const { db } = database;
  const { transact, ...outbox } = startOutbox({ db, bus, logger, metrics, failpoint });
  const app: App = { db, transact, now, logger, live };
  let events: Running | undefined;
  // what still works on the database ends before it
  const close = stopOnce(async () => {
    await events?.stop();
    await outbox.stop();
    await database.close();
  });
  try {
    events = await startEvents(app, adapters);
    return await startSubgraph<Context>({
      name: 'tickets',
      typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
      resolvers,
      env,
      adapters,
      identityKeys: identityKeys(env, now),
      createContext: (caller) => createContext(app, caller),
      checkReady: () => db.execute(sql`select 1`),
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

import { startOutbox, stopAll, type Running } from '@arena/events';
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
import { answerRequests, consumeEvents } from './events/index.ts';
import { doTimedWork } from './jobs/index.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';
export { migrate } from './migrate.ts';

/**
 * Wires and starts the subgraph.
 * @throws StartError when the port cannot be listened on
 */
export async function start(env: Env, adapters: LiveAdapters): Promise<Service> {
  const { now, logger, metrics, bus, failpoint, tracer } = adapters;
  const live = measuredLive(adapters.live, metrics);
  const database = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
    metrics,
    tracer: adapters.tracer,
  });
  const { db } = database;
  const outbox = startOutbox({ db, bus, logger, metrics, failpoint });
  const working: Running[] = [];
  // what still works on the database ends before it
  const close = stopOnce(async () => {
    await stopAll(working).stop();
    await outbox.stop();
    await database.close();
  });
  try {
    const app: App = { db, transact: outbox.transact, now, logger, live, tracer };
    working.push(await consumeEvents(app, adapters));
    working.push(await answerRequests(app, adapters));
    working.push(...(await doTimedWork(app, env, metrics)));
    return await startSubgraph<Context>({
      name: 'tournaments',
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

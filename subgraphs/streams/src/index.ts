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
import { createApp, type App } from './app.ts';
import { createContext, type Context } from './context.ts';
import * as schema from './db/schema.ts';
import type { Env } from './env.ts';
import { startEvents } from './events/index.ts';
import { startWork } from './jobs/index.ts';
import { watchViewers } from './metrics/viewers.ts';
import type { Presence } from './presence/presence.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';
export { migrate } from './migrate.ts';
export { openLocalPresence } from './presence/local-presence.ts';
export { presenceTimes } from './presence/presence-times.ts';
export { type Presence } from './presence/presence.ts';

/** What the runner hands the subgraph; presence is connected, and closed by the runner. */
export type StreamsAdapters = LiveAdapters & { presence: Presence };

const settingsOf = (env: Env): App['settings'] => ({
  freeViewerLimit: env.FREE_VIEWER_LIMIT,
  countIntervalMs: env.COUNT_INTERVAL_MS,
});

/**
 * Wires and starts the subgraph.
 * @throws StartError when the port cannot be listened on
 */
export async function start(env: Env, adapters: StreamsAdapters): Promise<Service> {
  const { now, logger, metrics, bus, presence, failpoint } = adapters;
  const live = measuredLive(adapters.live, metrics);
  const database = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
    metrics,
    tracer: adapters.tracer,
  });
  const { db } = database;
  const { transact, ...outbox } = startOutbox({ db, bus, logger, metrics, failpoint });
  const app = createApp({ db, transact, now, logger, live, bus, presence, settings: settingsOf(env) });
  const working: Running[] = [];
  // what still works on the database ends before it, and what tells of it after what changes it
  const close = stopOnce(async () => {
    await Promise.all(working.map((one) => one.stop()));
    await app.rooms.stop();
    await app.viewerCounts.stop();
    await outbox.stop();
    await database.close();
  });
  try {
    watchViewers(app, metrics);
    working.push(await startEvents(app, adapters));
    working.push(startWork(app, env));
    return await startSubgraph<Context>({
      name: 'streams',
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

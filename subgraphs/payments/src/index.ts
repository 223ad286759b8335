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
import { handleWebhook } from './domain/handle-webhook.ts';
import type { Env } from './env.ts';
import { startEvents } from './events/index.ts';
import { webhookHandler } from './http/webhook-handler.ts';
import { startWork, waker } from './jobs/index.ts';
import { watchCheckouts } from './metrics/checkouts.ts';
import { openProvider } from './providers/open-provider.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';
export { checkLedger, type LedgerFault, type LedgerReport } from './ledger-check.ts';
export { migrate } from './migrate.ts';

const settingsOf = (env: Env): App['settings'] => ({
  returnOrigins: env.RETURN_ORIGINS,
  minDonationMinor: env.MIN_DONATION,
  lookAgainMs: env.RECONCILE_AFTER_MS,
});

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
  const { transact, ...outbox } = startOutbox({ db, bus, logger, metrics, failpoint });
  const working: Running[] = [];
  // what still works on the database ends before it
  const close = stopOnce(async () => {
    await Promise.all(working.map((one) => one.stop()));
    await outbox.stop();
    await database.close();
  });
  try {
    const opened = await openProvider(env, { db, now, logger });
    const { provider } = opened;
    if (provider.name === 'sandbox') logger.warn('the sandbox takes the payments: no money moves');
    const app: App = {
      ...{ db, transact, now, logger, live, bus, provider, tracer },
      settings: settingsOf(env),
      wake: waker({ db, logger }),
      failpoint: failpoint ?? (() => {}),
    };
    watchCheckouts(app, metrics);
    working.push(await startEvents(app, adapters));
    working.push(await startWork(app, env, { jobs: opened.jobs, metrics }));
    const { readWebhook } = provider;
    const service = await startSubgraph<Context>({
      name: 'payments',
      typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
      resolvers,
      env,
      adapters,
      identityKeys: identityKeys(env, now),
      createContext: (caller) => createContext(app, caller),
      checkReady: () => db.execute(sql`select 1`),
      routes: {
        ...opened.routes,
        '/webhooks/stripe': webhookHandler({ readWebhook, handle: (event) => handleWebhook(app, event) }),
      },
      close,
    });
    opened.listening(service.url);
    return service;
  } catch (error) {
    await close();
    throw error;
  }
}

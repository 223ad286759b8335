import { startOutbox, type EventAdapters, type Running } from '@arena/events';
import {
  identityKeys,
  openDatabase,
  readSubgraphSdl,
  StartError,
  startSubgraph,
  stopOnce,
  type Service,
} from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import { createApp, type App } from './app.ts';
import { createContext, type Context } from './context.ts';
import * as schema from './db/schema.ts';
import { SigningKeysUnreadable } from './domain/errors.ts';
import * as grants from './domain/grant-platform-admin.ts';
import type { Env } from './env.ts';
import { startEvents } from './events/index.ts';
import { JWKS_PATH, jwksRoute } from './jwks-route.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';
export { migrate } from './migrate.ts';
export { signingKeyState, type SigningKeyState } from './signing-key-state.ts';

/** Makes the person with this e-mail address or username a platform administrator. */
export async function grantPlatformAdmin(databaseUrl: string, login: string): Promise<grants.Grant> {
  const { db, close } = openDatabase(databaseUrl, schema, { poolSize: 1 });
  try {
    return await grants.grantPlatformAdmin(db, login);
  } finally {
    await close();
  }
}

/** @throws StartError when the stored signing keys cannot be decrypted */
async function checkSigningKeys(app: App): Promise<void> {
  try {
    await app.signingKeys.current();
  } catch (error) {
    if (!(error instanceof SigningKeysUnreadable)) throw error;
    throw new StartError(
      'KEY_ENCRYPTION_KEY does not open the signing keys stored in the database of users. Set it to the key ' +
        'they were made under, or empty the table signing_keys to begin with new ones.',
      { cause: error },
    );
  }
}

/**
 * Wires and starts the subgraph.
 * @throws StartError when KEY_ENCRYPTION_KEY is not the stored keys', or the port cannot be listened on
 */
export async function start(env: Env, adapters: EventAdapters): Promise<Service> {
  const { now, logger, metrics, bus, failpoint } = adapters;
  const database = openDatabase(env.DATABASE_URL, schema, {
    poolSize: env.DATABASE_POOL_SIZE,
    onStatement: adapters.onStatement,
    metrics,
    tracer: adapters.tracer,
  });
  const outbox = startOutbox({ db: database.db, bus, logger, metrics, failpoint });
  let events: Running | undefined;
  // what still works on the database ends before it
  const close = stopOnce(async () => {
    await events?.stop();
    await outbox.stop();
    await database.close();
  });
  try {
    const app = await createApp(env, { db: database.db, transact: outbox.transact, now, logger });
    await checkSigningKeys(app);
    events = await startEvents(app, bus);
    return await startSubgraph<Context>({
      name: 'users',
      typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
      resolvers,
      env,
      adapters,
      identityKeys: identityKeys(env, now),
      createContext: (caller) => createContext(app, caller),
      checkReady: () => app.db.execute(sql`select 1`),
      routes: { [JWKS_PATH]: jwksRoute(app.signingKeys) },
      close,
    });
  } catch (error) {
    await close();
    throw error;
  }
}

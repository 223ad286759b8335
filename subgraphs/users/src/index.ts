import {
  applyMigrations,
  identityKeys,
  openDatabase,
  readSubgraphSdl,
  StartError,
  startSubgraph,
  type Adapters,
  type Service,
} from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import { createApp, type App } from './app.ts';
import { createContext, type Context } from './context.ts';
import * as schema from './db/schema.ts';
import { SigningKeysUnreadable } from './domain/errors.ts';
import * as grants from './domain/grant-platform-admin.ts';
import type { Env } from './env.ts';
import { JWKS_PATH, jwksRoute } from './jwks-route.ts';
import { resolvers } from './resolvers/index.ts';

export { parseEnv, type Env } from './env.ts';

/** Brings a database to the schema of this version. */
export const migrate = (databaseUrl: string): Promise<void> =>
  applyMigrations(databaseUrl, new URL('../migrations', import.meta.url));

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
export async function start(env: Env, adapters: Adapters): Promise<Service> {
  const { app, close } = await createApp(env, adapters);
  try {
    await checkSigningKeys(app);
    return await startSubgraph<Context>({
      name: 'users',
      typeDefs: readSubgraphSdl(new URL('../schema.graphql', import.meta.url)),
      resolvers,
      env,
      adapters,
      identityKeys: identityKeys(env),
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

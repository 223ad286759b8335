import { openDatabase, type Caller, type Identity } from '@arena/subgraph-kit';
import {
  askAs,
  cloneDatabase,
  person,
  register,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
  testLive,
  type Ask,
} from '@arena/testing';
import type { App } from '../src/app.ts';
import * as schema from '../src/db/schema.ts';
import { parseEnv, start } from '../src/index.ts';

/** An App on a database of its own, whose clock can be turned and whose events stay in the outbox. */
export async function openApp() {
  const adapters = testAdapters();
  const live = testLive();
  const database = await cloneDatabase('tournaments');
  const { db, close } = openDatabase(database.url, schema);
  const app: App = {
    db,
    transact: (work) => db.transaction(work),
    now: adapters.now,
    logger: adapters.logger,
    live,
  };
  return register('app', { app, adapters, live, databaseUrl: database.url }, async () => {
    await close();
    await live[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
}

/**
 * The started subgraph, beside an App on the same database and clock for setting things up. It leaves alone what
 * comes with time, lest that happen in the midst of a test, unless told to do it.
 */
export async function startTournaments(variables: Record<string, string> = {}) {
  const opened = await openApp();
  const { adapters, live, databaseUrl, app } = opened;
  const env = parseEnv({
    DATABASE_URL: databaseUrl,
    IDENTITY_JWKS: testIdentityJwks,
    PORT: '0',
    TIMED_WORK: 'off',
    ...variables,
  });
  const bus = await testBus(databaseUrl);
  const service = running('tournaments', await start(env, { ...adapters, bus, live }));
  const ask = (identity?: Identity): Ask => askAs(service.url, 'tournaments', identity);
  return register('subgraph', { app, adapters, bus, live, databaseUrl, url: service.url, ask }, async () => {
    await service[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await opened[Symbol.asyncDispose]();
  });
}

/** A signed-in caller; somebody new unless an id is given. */
export const callerOf = (identity: Identity = person()): Caller => ({
  ...identity,
  address: '192.0.2.1',
  userAgent: null,
  requestId: 'test',
});

import { randomBytes } from 'node:crypto';
import type { EventBus } from '@arena/events';
import {
  DomainError,
  newId,
  openDatabase,
  PLATFORM_ADMIN,
  type Caller,
  type Identity,
  type SignedIn,
} from '@arena/subgraph-kit';
import {
  askAs,
  cloneDatabase,
  register as opened,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
  type Ask,
  type TestAdapters,
} from '@arena/testing';
import { decodeJwt } from 'jose';
import { createApp, type App } from '../src/app.ts';
import * as schema from '../src/db/schema.ts';
import { registerAccount } from '../src/domain/register-account.ts';
import { grantPlatformAdmin, parseEnv, start, type Env } from '../src/index.ts';

export const PASSWORD = 'correct horse battery';

/** An environment for the subgraph on one database; each has an encryption key of its own. */
export const envFor = (databaseUrl: string, overrides: Record<string, string> = {}): Env =>
  parseEnv({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    IDENTITY_JWKS: testIdentityJwks,
    KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    ...overrides,
  });

export type OpenApp = { app: App; adapters: TestAdapters; databaseUrl: string } & AsyncDisposable;

/** The app of an environment, whose events stay in the outbox. */
export async function appOn(
  env: Env,
  adapters: TestAdapters,
): Promise<{ app: App; close: () => Promise<void> }> {
  const { db, close } = openDatabase(env.DATABASE_URL, schema, adapters);
  const app = await createApp(env, { ...adapters, db, transact: (work) => db.transaction(work) });
  return { app, close };
}

/** The app on a database of its own, for calling the domain directly. */
export async function openApp(overrides: Record<string, string> = {}): Promise<OpenApp> {
  const database = await cloneDatabase('users');
  const adapters = testAdapters();
  const { app, close } = await appOn(envFor(database.url, overrides), adapters);
  return opened('users app', { app, adapters, databaseUrl: database.url }, async () => {
    await close();
    await database[Symbol.asyncDispose]();
  });
}

export type StartedUsers = {
  url: string;
  databaseUrl: string;
  adapters: TestAdapters;
  bus: EventBus;
  /** asks over HTTP as the gateway would; anonymous unless an identity is given */
  as: (identity?: Identity) => Ask;
} & AsyncDisposable;

/** The subgraph, started on a database of its own. */
export async function startUsers(overrides: Record<string, string> = {}): Promise<StartedUsers> {
  const database = await cloneDatabase('users');
  const adapters = testAdapters();
  const bus = await testBus(database.url);
  const service = running('users', await start(envFor(database.url, overrides), { ...adapters, bus }));
  const as = (identity?: Identity) => askAs(service.url, 'users', identity);
  const users = { url: service.url, databaseUrl: database.url, adapters, bus, as };
  return opened('started users', users, async () => {
    await service[Symbol.asyncDispose]();
    await bus[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });
}

/** A caller who has not signed in. */
export const anonymous = (overrides: Partial<Caller> = {}): Caller => ({
  userId: null,
  sessionId: null,
  scopes: [],
  address: '192.0.2.1',
  userAgent: 'a test',
  requestId: newId(),
  ...overrides,
});

/** Whom an access token speaks for, as the gateway would vouch for it. */
export function identityOf(session: {
  accessToken: string;
}): Identity & { userId: string; sessionId: string } {
  const claims = decodeJwt<{ sid: string; scope: string }>(session.accessToken);
  return {
    userId: claims.sub as string,
    sessionId: claims.sid,
    scopes: claims.scope.split(' ').filter(Boolean),
  };
}

/** The caller that an access token makes. */
export const callerOf = (session: { accessToken: string }): SignedIn =>
  anonymous(identityOf(session)) as SignedIn;

/** What somebody of this username registers with. */
export const registrationOf = (username: string) => ({
  email: `${username}@arena.example`,
  username,
  displayName: `The ${username}`,
  password: PASSWORD,
});

/** Registers somebody through the domain. */
export const registered = (app: App, username: string) =>
  registerAccount(app, anonymous(), registrationOf(username));

/** Registers somebody and makes them a platform administrator, as their caller. */
export async function administrator({ app, databaseUrl }: OpenApp, username = 'root'): Promise<SignedIn> {
  const session = await registered(app, username);
  await grantPlatformAdmin(databaseUrl, username);
  return { ...callerOf(session), scopes: [PLATFORM_ADMIN] };
}

/** What the domain refuses, in the form that the client gets. */
export async function refusal(
  call: Promise<unknown>,
): Promise<{ code: string; message: string; reason?: string; retryAfterMs?: number; fields: string[] }> {
  const error = await call.then(
    () => new Error('This was not refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error;
  const { fields, ...rest } = error.extensions;
  return { ...rest, message: error.message, fields: (fields ?? []).map((fault) => fault.path) };
}

import { randomBytes } from 'node:crypto';
import { StartError } from '@arena/subgraph-kit';
import { cloneDatabase, testAdapters, testBus } from '@arena/testing';
import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose';
import { expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { signingKeys } from '../src/db/schema.ts';
import { start } from '../src/index.ts';
import { appOn, envFor, openApp, registrationOf, registered, startUsers } from './started-users.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const subject = { userId: 'somebody', sessionId: 'a session', scopes: ['platform:admin', 'other'] };
const kidOf = (token: string) => decodeProtectedHeader(token).kid as string;
const publishedKids = async (app: App) => (await app.signingKeys.publicKeys()).keys.map((key) => key.kid);

const verify = async (app: App, token: string) =>
  jwtVerify(token, createLocalJWKSet(await app.signingKeys.publicKeys()), {
    algorithms: ['EdDSA'],
    typ: 'at+jwt',
    issuer: 'arena',
    audience: 'arena',
    currentDate: app.now(),
  });

test('an access token says who, through which session, with which scopes, for fifteen minutes', async () => {
  await using opened = await openApp({ ACCESS_TOKEN_ISSUER: 'issuer', ACCESS_TOKEN_AUDIENCE: 'audience' });
  const { token, expiresAt } = await opened.app.signAccessToken(subject);
  const jwks = createLocalJWKSet(await opened.app.signingKeys.publicKeys());
  const { payload, protectedHeader } = await jwtVerify(token, jwks);
  expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'at+jwt', kid: expect.stringMatching(/^[\w-]{43}$/) });
  expect(payload).toEqual({
    iss: 'issuer',
    aud: 'audience',
    sub: 'somebody',
    sid: 'a session',
    scope: 'platform:admin other',
    jti: expect.any(String),
    iat: expect.any(Number),
    exp: (payload.iat as number) + 900,
  });
  expect(expiresAt.getTime()).toBe((payload.exp as number) * 1000);
});

test('the key set is served with its caching, and holds no private part', async () => {
  await using started = await startUsers();
  const response = await fetch(`${started.url}/.well-known/jwks.json`);
  expect(response.headers.get('cache-control')).toBe('public, max-age=300');
  const jwks = (await response.json()) as JSONWebKeySet;
  expect(jwks.keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: expect.any(String), x: expect.any(String) },
  ]);
  const registration = await started.as()(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`,
    { input: registrationOf('ana') },
  );
  const verified = await jwtVerify(registration.data.register.accessToken, createLocalJWKSet(jwks));
  expect(verified.protectedHeader.typ).toBe('at+jwt');
});

test('private keys are encrypted at rest', async () => {
  await using opened = await openApp();
  await registered(opened.app, 'ana');
  const [row] = await opened.app.db.select().from(signingKeys);
  expect(decodeProtectedHeader(row?.privateJwe as string)).toEqual({ alg: 'dir', enc: 'A256GCM' });
  expect(Object.keys(row?.publicJwk ?? {})).not.toContain('d');
});

test('the next key is announced a day ahead, then signs, and the old one leaves once its tokens expired', async () => {
  await using opened = await openApp({ KEY_ROTATION_DAYS: '10' });
  const { app } = opened;
  const first = kidOf((await app.signAccessToken(subject)).token);
  expect(await publishedKids(app)).toEqual([first]);

  opened.adapters.advance(8 * DAY_MS);
  expect(await publishedKids(app)).toEqual([first]);

  opened.adapters.advance(23 * HOUR_MS);
  const announced = await publishedKids(app);
  expect(announced).toEqual([first, expect.any(String)]);
  expect(kidOf((await app.signAccessToken(subject)).token)).toBe(first);

  opened.adapters.advance(25 * HOUR_MS - 60_000);
  const last = await app.signAccessToken(subject);
  expect(kidOf(last.token)).toBe(first);

  opened.adapters.advance(61_000);
  expect(kidOf((await app.signAccessToken(subject)).token)).toBe(announced[1]);

  opened.adapters.advance(13 * 60_000);
  expect((await verify(app, last.token)).payload.sub).toBe('somebody');

  opened.adapters.advance(10 * 60_000);
  expect(await publishedKids(app)).toEqual([announced[1]]);
  expect(await app.db.$count(signingKeys)).toBe(1);
});

test('after a long silence the next key is still announced a day before it signs', async () => {
  await using opened = await openApp({ KEY_ROTATION_DAYS: '10' });
  const { app } = opened;
  const first = kidOf((await app.signAccessToken(subject)).token);
  opened.adapters.advance(100 * DAY_MS);
  expect(kidOf((await app.signAccessToken(subject)).token)).toBe(first);
  const [, next] = await publishedKids(app);
  opened.adapters.advance(24 * HOUR_MS);
  expect(kidOf((await app.signAccessToken(subject)).token)).toBe(first);
  opened.adapters.advance(2 * HOUR_MS);
  expect(kidOf((await app.signAccessToken(subject)).token)).toBe(next);
});

test('replicas that start at once share one key', async () => {
  await using database = await cloneDatabase('users');
  const env = envFor(database.url);
  const replicas = await Promise.all(Array.from({ length: 4 }, () => appOn(env, testAdapters())));
  try {
    const tokens = await Promise.all(replicas.map(({ app }) => app.signAccessToken(subject)));
    expect(new Set(tokens.map(({ token }) => kidOf(token))).size).toBe(1);
  } finally {
    await Promise.all(replicas.map(({ close }) => close()));
  }
});

test('another KEY_ENCRYPTION_KEY than the stored keys’ stops the start and names the remedy', async () => {
  await using opened = await openApp();
  await opened.app.signAccessToken(subject);
  const other = envFor(opened.databaseUrl, { KEY_ENCRYPTION_KEY: randomBytes(32).toString('base64url') });
  await using bus = await testBus(opened.databaseUrl);
  const starting = start(other, { ...testAdapters(), bus });
  await expect(starting).rejects.toThrow(StartError);
  await expect(starting).rejects.toThrow(
    /KEY_ENCRYPTION_KEY .* Set it to .*, or empty the table signing_keys/s,
  );
});

/** Counts the turns of the event loop while a piece of work is done some times, one after the other. */
async function turnsDuring(times: number, work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  for (let i = 0; i < times; i++) await work();
  isDone = true;
  return turns;
}

test('hashing passwords and signing tokens do not block the event loop', async () => {
  await using opened = await openApp();
  const { app } = opened;
  await app.signAccessToken(subject);
  // work done on the loop itself would let it turn not once
  expect(await turnsDuring(8, () => app.passwords.hash('a password'))).toBeGreaterThan(8);
  expect(await turnsDuring(8, () => app.passwords.verify(null, 'a password'))).toBeGreaterThan(8);
  expect(await turnsDuring(64, () => app.signAccessToken(subject))).toBeGreaterThan(32);
});

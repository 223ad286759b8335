import { cloneDatabase, onServer } from '@arena/testing';
import { expect, test } from 'vitest';
import { checkSigningKeys } from '../../doctor/signing-keys.ts';
import { httpServer } from './http-server.ts';
import { NOWHERE } from './unreachable.ts';

const PATH = '/.well-known/jwks.json';
const up = Promise.resolve(new Set(['users']));
const now = () => new Date();

/** Stores a key that signs from so many days ago on. */
const storeKey = (url: string, kid: string, daysAgo: number) =>
  onServer(
    url,
    (sql) => sql`
      insert into signing_keys (kid, public_jwk, private_jwe, created_at, active_from)
      values (${kid}, '{}', 'sealed', now(), now() - ${daysAgo} * interval '1 day')`,
  );

test('keys are told with their age and the next one; one that none follows, and one that is not told, are faults', async () => {
  await using database = await cloneDatabase('users');
  await using users = await httpServer({ [PATH]: { body: { keys: [{ kid: 'a' }] } } });
  const look = (rotationDays: number) =>
    checkSigningKeys({ usersUrl: users.url, databaseUrl: database.url, rotationDays, now }, up);

  await storeKey(database.url, 'a', 10);
  expect(await look(30)).toMatchObject([
    { status: 'ok', says: '1 key told, the current one signs since 10 days, the next in 20 days' },
  ]);
  expect(await look(5)).toMatchObject([{ status: 'warn', code: 'signing-key-overdue' }]);
  await storeKey(database.url, 'b', -3);
  expect(await look(5)).toMatchObject([
    { status: 'ok', says: '1 key told, the current one signs since 10 days, the next in 3 days' },
  ]);
  await storeKey(database.url, 'c', 1);
  expect(await look(30)).toMatchObject([{ status: 'fail', code: 'signing-key-foreign' }]);
});

test('without the database the keys are told, and without users nothing is', async () => {
  await using users = await httpServer({ [PATH]: { body: { keys: [{ kid: 'a' }] } } });
  const at = { usersUrl: users.url, databaseUrl: `postgres://${NOWHERE}/users`, rotationDays: 30, now };
  expect(await checkSigningKeys(at, up)).toEqual([
    { status: 'ok', subject: 'signing keys', says: '1 key told' },
    { status: 'skipped', subject: 'rotation', says: 'the database of users is away' },
  ]);
  expect(await checkSigningKeys(at, Promise.resolve(new Set()))).toEqual([
    { status: 'skipped', subject: 'signing keys', says: 'users is not up' },
  ]);
});

test('a key set that is not told is a fault', async () => {
  await using users = await httpServer({ [PATH]: { status: 500, body: {} } });
  const at = { usersUrl: users.url, databaseUrl: undefined, rotationDays: 30, now };
  expect(await checkSigningKeys(at, up)).toMatchObject([
    { status: 'fail', code: 'signing-keys-unreachable', says: 'it answers 500' },
  ]);
});

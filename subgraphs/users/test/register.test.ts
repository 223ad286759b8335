import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessions, users } from '../src/db/schema.ts';
import { registerAccount } from '../src/domain/register-account.ts';
import {
  anonymous,
  openApp,
  PASSWORD,
  refusal,
  registered,
  registrationOf,
  startUsers,
  type OpenApp,
} from './started-users.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

const register = (input: object) =>
  registerAccount(opened.app, anonymous(), { ...registrationOf('x_1'), ...input });

test('registering makes an account and signs in, in English unless told otherwise', async () => {
  const session = await registered(opened.app, 'ana');
  expect(session.account).toMatchObject({
    username: 'ana',
    displayName: 'The ana',
    email: 'ana@arena.example',
    emailVerified: false,
    status: 'ACTIVE',
    locale: 'EN',
    scopes: [],
  });
  const spanish = await register({ username: 'ines', email: 'ines@arena.example', locale: 'ES' });
  expect(spanish.account.locale).toBe('ES');
});

test('the password is stored as argon2id with the chosen parameters', async () => {
  await registered(opened.app, 'hashed');
  const rows = await opened.app.db.select({ hash: users.passwordHash }).from(users);
  for (const { hash } of rows) expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test.each([
  ['one address', { email: 'Race@Arena.example' }, { email: 'race@arena.example' }, 'EMAIL_TAKEN'],
  ['one username', { username: 'racer' }, { username: 'racer' }, 'USERNAME_TAKEN'],
])('two registrations of %s at once: one succeeds, one is a conflict', async (_, first, second, reason) => {
  const one = { ...registrationOf(`${reason.toLowerCase()}_1`), ...first };
  const other = { ...registrationOf(`${reason.toLowerCase()}_2`), ...second };
  const results = await Promise.allSettled(
    [one, other].map((input) => registerAccount(opened.app, anonymous(), input)),
  );
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((result) => result.status === 'rejected');
  expect(lost?.reason.extensions).toMatchObject({ code: 'CONFLICT', reason });
});

const faults: [string, object, string][] = [
  ['an e-mail address without an @', { email: 'nobody' }, 'input.email'],
  ['an e-mail address of 255 characters', { email: `${'a'.repeat(241)}@arena.example` }, 'input.email'],
  ['a username of 2', { username: 'ab' }, 'input.username'],
  ['a username of 31', { username: 'a'.repeat(31) }, 'input.username'],
  ['a username with capitals', { username: 'Alice' }, 'input.username'],
  ['a username with an @', { username: 'al@ice' }, 'input.username'],
  ['a blank display name', { displayName: ' \t' }, 'input.displayName'],
  ['a display name of 51', { displayName: 'é'.repeat(51) }, 'input.displayName'],
  ['a display name of two lines', { displayName: 'a\nb' }, 'input.displayName'],
  ['a display name with a NUL', { displayName: 'a\0b' }, 'input.displayName'],
  ['a password of 9', { password: '123456789' }, 'input.password'],
  ['a password of 129', { password: 'p'.repeat(129) }, 'input.password'],
  ['an unknown locale', { locale: 'FR' }, 'input.locale'],
];

test.each(faults)('%s is refused by name and writes nothing', async (_, fault, path) => {
  const before = await opened.app.db.$count(users);
  expect(await refusal(register(fault))).toMatchObject({ code: 'BAD_USER_INPUT', fields: [path] });
  expect(await opened.app.db.$count(users)).toBe(before);
});

test('every faulty field is named at once', async () => {
  const refused = await refusal(register({ email: '', username: '', displayName: '', password: '' }));
  expect(refused.fields).toEqual(['input.email', 'input.username', 'input.displayName', 'input.password']);
});

test('the limits themselves are allowed', async () => {
  const session = await register({
    email: `${'a'.repeat(240)}@arena.example`,
    username: 'a'.repeat(30),
    displayName: '𝕏'.repeat(50),
    password: '𝕏'.repeat(128),
  });
  expect(session.account.displayName).toBe('𝕏'.repeat(50));
});

test('over HTTP a conflict leaves no session, and a bad scalar is named', async () => {
  await using started = await startUsers();
  const ask = started.as();
  const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { account { email user { username } } } }`;
  const first = await ask(REGISTER, { input: registrationOf('bea') });
  expect(first.data.register.account).toEqual({ email: 'bea@arena.example', user: { username: 'bea' } });

  const second = await ask(REGISTER, { input: registrationOf('bea') });
  expect(second.data.register).toBeNull();
  expect(codeOf(second)).toBe('CONFLICT');

  const bad = await ask(REGISTER, { input: { ...registrationOf('cleo'), email: 'no address' } });
  expect([codeOf(bad), faultyFields(bad)]).toEqual(['BAD_USER_INPUT', ['input.email']]);
  const unknown = await ask(REGISTER, { input: { ...registrationOf('cleo'), locale: 'XX' } });
  expect([codeOf(unknown), faultyFields(unknown)]).toEqual(['BAD_USER_INPUT', ['input.locale']]);
});

test('a failed registration leaves no session behind', async () => {
  await registered(opened.app, 'dora');
  const before = await opened.app.db.$count(sessions);
  await refusal(register({ username: 'dora', email: 'other@arena.example', password: PASSWORD }));
  expect(await opened.app.db.$count(sessions)).toBe(before);
});

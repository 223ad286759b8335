import { afterAll, beforeAll, expect, test } from 'vitest';
import { changePassword } from '../src/domain/change-password.ts';
import { logIn } from '../src/domain/log-in.ts';
import { findOwnAccount } from '../src/domain/own-account.ts';
import { refreshSession } from '../src/domain/refresh-session.ts';
import {
  anonymous,
  callerOf,
  identityOf,
  openApp,
  PASSWORD,
  refusal,
  registered,
  type OpenApp,
} from './started-users.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

const NEW_PASSWORD = 'a new password';
const change = (session: { accessToken: string }, currentPassword = PASSWORD, newPassword = NEW_PASSWORD) =>
  changePassword(opened.app, callerOf(session), { currentPassword, newPassword });
const logInAs = (login: string, password: string) => logIn(opened.app, anonymous(), { login, password });

test('the new password opens the account, the old one no more', async () => {
  await change(await registered(opened.app, 'changer'));
  expect((await logInAs('changer', NEW_PASSWORD)).account.username).toBe('changer');
  expect((await refusal(logInAs('changer', PASSWORD))).code).toBe('UNAUTHENTICATED');
});

test('all other sessions end, and this one gets fresh tokens in place of those it had', async () => {
  const here = await registered(opened.app, 'mover');
  const elsewhere = await logInAs('mover', PASSWORD);
  const fresh = await change(here);
  expect(identityOf(fresh)).toEqual(identityOf(here));
  expect(await findOwnAccount(opened.app, callerOf(elsewhere))).toBeNull();
  expect((await refusal(refreshSession(opened.app, anonymous(), elsewhere.refreshToken))).code).toBe(
    'UNAUTHENTICATED',
  );
  const next = await refreshSession(opened.app, anonymous(), fresh.refreshToken);
  expect(next.account.username).toBe('mover');
});

test('a refresh token from before the change counts as stolen', async () => {
  const here = await registered(opened.app, 'cautious');
  const fresh = await change(here);
  expect((await refusal(refreshSession(opened.app, anonymous(), here.refreshToken))).code).toBe(
    'UNAUTHENTICATED',
  );
  expect((await refusal(refreshSession(opened.app, anonymous(), fresh.refreshToken))).code).toBe(
    'UNAUTHENTICATED',
  );
});

test('a wrong current password changes nothing, and guessing it is throttled', async () => {
  const session = await registered(opened.app, 'guessed');
  const codes = await Promise.all(
    Array.from({ length: 11 }, async () => (await refusal(change(session, 'wrong password'))).code),
  );
  expect(codes.sort()).toEqual(['RATE_LIMITED', ...Array(10).fill('UNAUTHENTICATED')]);
  expect((await refusal(change(session))).code).toBe('RATE_LIMITED');
  expect((await logInAs('guessed', PASSWORD)).account.username).toBe('guessed');
});

test('both passwords are checked and named', async () => {
  const session = await registered(opened.app, 'faulty');
  expect(await refusal(change(session, '', 'short'))).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: ['input.currentPassword', 'input.newPassword'],
  });
});

test('of two changes at once one wins', async () => {
  const session = await registered(opened.app, 'twice');
  const results = await Promise.allSettled([
    change(session, PASSWORD, 'the first password'),
    change(session, PASSWORD, 'the second password'),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a login under way with the old password opens no session', async () => {
  const session = await registered(opened.app, 'overtaken');
  const { app } = opened;
  const overtaken = logIn(
    {
      ...app,
      passwords: {
        ...app.passwords,
        verify: async (hash, password) => {
          const isRight = await app.passwords.verify(hash, password);
          await change(session);
          return isRight;
        },
      },
    },
    anonymous(),
    { login: 'overtaken', password: PASSWORD },
  );
  expect((await refusal(overtaken)).code).toBe('UNAUTHENTICATED');
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOwnAccount } from '../src/domain/own-account.ts';
import { resetPassword } from '../src/domain/reset-password.ts';
import { verifyEmail } from '../src/domain/verify-email.ts';
import { FALSE_TOKENS, forgetful, mailedToken, suspender } from './mailed-token.ts';
import { anonymous, callerOf, openApp, refusal, registered, type OpenApp } from './started-users.ts';
import { takeToldEvents } from './told-events.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

const verify = (token: string, caller = anonymous()) => verifyEmail(opened.app, caller, token);
const isVerified = async (session: { accessToken: string }) =>
  (await findOwnAccount(opened.app, callerOf(session)))?.emailVerified;

async function newcomer(username: string) {
  const session = await registered(opened.app, username);
  return { session, token: await mailedToken(opened.app, session.account.id, 'EMAIL_VERIFICATION') };
}

/** How a bad token is refused, whatever is bad about it. */
const badToken = {
  code: 'BAD_USER_INPUT',
  message: 'token: is not valid, or no longer: ask for another mail',
  fields: ['token'],
};

test('the mail of registering verifies the address, once, and tells nobody', async () => {
  const { session, token } = await newcomer('ana');
  await takeToldEvents(opened.app);
  expect(await isVerified(session)).toBe(false);
  expect(await verify(token)).toMatchObject({
    username: 'ana',
    email: 'ana@arena.example',
    emailVerified: true,
  });
  expect(await isVerified(session)).toBe(true);
  expect(await refusal(verify(token))).toEqual(badToken);
  expect(await takeToldEvents(opened.app)).toEqual([]);
});

test('it is the token that says whose address it is, not who is signed in', async () => {
  const { session, token } = await newcomer('owner');
  const other = await newcomer('other');
  expect(await verify(token, callerOf(other.session))).toMatchObject({
    username: 'owner',
    currentSessionId: null,
  });
  expect([await isVerified(session), await isVerified(other.session)]).toEqual([true, false]);
  const { sessionId } = callerOf(other.session);
  expect(await verify(other.token, callerOf(other.session))).toMatchObject({ currentSessionId: sessionId });
});

test('a token is good for a day', async () => {
  const late = await newcomer('late');
  opened.adapters.advance(60_000);
  const punctual = await newcomer('punctual');
  opened.adapters.advance(24 * 3_600_000 - 60_000);
  expect(await refusal(verify(late.token))).toEqual(badToken);
  expect((await verify(punctual.token)).emailVerified).toBe(true);
});

test.each(FALSE_TOKENS)('a token falsified to have %s is refused', async (what, falsify) => {
  const { session, token } = await newcomer(`false_${what.replace(/\W/g, '_')}`);
  expect(await refusal(verify(falsify(token)))).toEqual(badToken);
  expect(await isVerified(session)).toBe(false);
  expect((await verify(token)).emailVerified).toBe(true);
});

test('the token of a reset is refused, and remains good for that', async () => {
  const { session, token } = await forgetful(opened.app, 'mixed');
  expect(await refusal(verify(token))).toEqual(badToken);
  expect(await isVerified(session)).toBe(false);
  const reset = await resetPassword(opened.app, anonymous(), { token, newPassword: 'a new password' });
  expect(reset.account.username).toBe('mixed');
});

test('of two uses at once one wins', async () => {
  const { token } = await newcomer('raced');
  const results = await Promise.allSettled([verify(token), verify(token)]);
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('suspended people are refused as at log-in', async () => {
  const { session, token } = await newcomer('barred');
  await (
    await suspender(opened)
  )(session.account.id);
  expect(await refusal(verify(token))).toMatchObject({ code: 'FORBIDDEN', reason: 'SUSPENDED' });
});

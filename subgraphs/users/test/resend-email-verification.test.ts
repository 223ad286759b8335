import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestPasswordReset } from '../src/domain/request-password-reset.ts';
import { resendEmailVerification } from '../src/domain/resend-email-verification.ts';
import { resetPassword } from '../src/domain/reset-password.ts';
import { verifyEmail } from '../src/domain/verify-email.ts';
import { forgetful, latestRequest, mailedToken } from './mailed-token.ts';
import { anonymous, callerOf, openApp, refusal, registered, type OpenApp } from './started-users.ts';
import { takeToldEvents } from './told-events.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

const resend = (session: { accessToken: string }) => resendEmailVerification(opened.app, callerOf(session));

/** Somebody new; what registering told is forgotten, though its mail counts. */
async function newcomer(username: string) {
  const session = await registered(opened.app, username);
  await takeToldEvents(opened.app);
  return session;
}

test('the mailer is told of another mail, and the tokens of both are good', async () => {
  const session = await newcomer('ana');
  const userId = session.account.id;
  const first = await mailedToken(opened.app, userId, 'EMAIL_VERIFICATION');
  expect(await resend(session)).toBe(true);
  const requestId = await latestRequest(opened.app, userId, 'EMAIL_VERIFICATION');
  expect(await takeToldEvents(opened.app)).toMatchObject([
    { routingKey: 'users.email-verification-requested.v2', payload: { userId, requestId } },
  ]);
  const second = await mailedToken(opened.app, userId, 'EMAIL_VERIFICATION');
  expect(second).not.toBe(first);
  for (const token of [second, first]) {
    expect((await verifyEmail(opened.app, anonymous(), token)).emailVerified).toBe(true);
  }
});

test.each([
  [
    'by its mail',
    async () => {
      const session = await newcomer('verified');
      const token = await mailedToken(opened.app, session.account.id, 'EMAIL_VERIFICATION');
      await verifyEmail(opened.app, anonymous(), token);
      return session;
    },
  ],
  [
    'by a reset',
    async () => {
      const { token } = await forgetful(opened.app, 'reset');
      return resetPassword(opened.app, anonymous(), { token, newPassword: 'a new password' });
    },
  ],
])('for an address verified %s no mail is sent, however often it is asked for', async (_, prepare) => {
  const session = await prepare();
  await takeToldEvents(opened.app);
  for (let i = 0; i < 4; i++) expect(await resend(session)).toBe(true);
  expect(await takeToldEvents(opened.app)).toEqual([]);
});

test('the fourth mail within an hour is refused, until the hour of the first is over', async () => {
  const session = await newcomer('impatient');
  opened.adapters.advance(600_000);
  await requestPasswordReset(opened.app, anonymous(), session.account.email);
  await resend(session);
  await takeToldEvents(opened.app);

  const refused = await refusal(resend(session));
  expect(refused).toMatchObject({
    code: 'RATE_LIMITED',
    message: 'Too many mails to this address, try again later',
  });
  expect(refused.retryAfterMs).toBeGreaterThan(2_900_000);
  expect(refused.retryAfterMs).toBeLessThanOrEqual(3_000_000);
  expect(await takeToldEvents(opened.app)).toEqual([]);

  opened.adapters.advance(refused.retryAfterMs as number);
  expect(await resend(session)).toBe(true);
  expect(await takeToldEvents(opened.app)).toHaveLength(1);
  expect((await refusal(resend(session))).code).toBe('RATE_LIMITED');
});

test('of mails asked for at once no more are sent than of those one after another', async () => {
  const session = await newcomer('hasty');
  const results = await Promise.allSettled(Array.from({ length: 6 }, () => resend(session)));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  expect(await takeToldEvents(opened.app)).toHaveLength(2);
});

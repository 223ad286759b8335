import { ask } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { codeOf, onServer } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailRequests } from '../src/db/schema.ts';
import { mintToken } from '../src/domain/mint-token.ts';
import { requestPasswordReset } from '../src/domain/request-password-reset.ts';
import { resetPassword } from '../src/domain/reset-password.ts';
import { forgetful, latestRequest, mailedToken } from './mailed-token.ts';
import { anonymous, identityOf, openApp, registrationOf, startUsers, type OpenApp } from './started-users.ts';
import { takeToldEvents } from './told-events.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

const mint = (requestId: string, purpose: 'EMAIL_VERIFICATION' | 'PASSWORD_RESET' = 'PASSWORD_RESET') =>
  mintToken(opened.app, { requestId, purpose });

test('a mail tried again has the same token, which says whose it is and until when it is good', async () => {
  const { userId, token } = await forgetful(opened.app, 'again');
  const requestId = await latestRequest(opened.app, userId, 'PASSWORD_RESET');
  const first = await mint(requestId);
  expect(first).toEqual({ token, userId, expiresAt: expect.any(String) });
  const goodForMs = Date.parse(first?.expiresAt ?? '') - opened.app.now().getTime();
  expect(goodForMs).toBeGreaterThan(29 * 60_000);
  expect(goodForMs).toBeLessThanOrEqual(30 * 60_000);
  opened.adapters.advance(60_000);
  expect(await mint(requestId.toUpperCase())).toEqual(first);
});

test('there is no token for an unknown request, nor for another purpose', async () => {
  const { userId } = await forgetful(opened.app, 'confused');
  expect(await mint(newId())).toBeNull();
  expect(
    await mint(await latestRequest(opened.app, userId, 'PASSWORD_RESET'), 'EMAIL_VERIFICATION'),
  ).toBeNull();
  expect(
    await mint(await latestRequest(opened.app, userId, 'EMAIL_VERIFICATION'), 'PASSWORD_RESET'),
  ).toBeNull();
});

test('there is no token any more once it was used, another was used, or it has expired', async () => {
  const { userId, email } = await forgetful(opened.app, 'done');
  const voided = await latestRequest(opened.app, userId, 'PASSWORD_RESET');
  await requestPasswordReset(opened.app, anonymous(), email);
  const used = await latestRequest(opened.app, userId, 'PASSWORD_RESET');
  const token = await mailedToken(opened.app, userId, 'PASSWORD_RESET');
  await resetPassword(opened.app, anonymous(), { token, newPassword: 'a new password' });
  expect([await mint(voided), await mint(used)]).toEqual([null, null]);

  const late = await forgetful(opened.app, 'late');
  const expired = await latestRequest(opened.app, late.userId, 'PASSWORD_RESET');
  expect(await mint(expired)).toMatchObject({ token: late.token });
  opened.adapters.advance(30 * 60_000);
  expect(await mint(expired)).toBeNull();
});

test('neither the database nor an event holds a token', async () => {
  const { token } = await forgetful(opened.app, 'secretive');
  const proof = token.split('.')[1] as string;
  const stored = JSON.stringify([
    await opened.app.db.select().from(mailRequests),
    await takeToldEvents(opened.app),
  ]);
  expect(stored).toContain(token.split('.')[0]);
  expect(stored).not.toContain(proof);
});

test('from registering to a verified address and a new password, over HTTP and the bus', async () => {
  await using users = await startUsers();
  const anybody = users.as();
  const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`;
  const { data } = await anybody(REGISTER, { input: registrationOf('ana') });
  const ana = identityOf(data.register);
  const minted = async (purpose: 'EMAIL_VERIFICATION' | 'PASSWORD_RESET') => {
    const [request] = await onServer(
      users.databaseUrl,
      (sql) => sql`select id from mail_requests where purpose = ${purpose}`,
    );
    return (await ask(users.bus, 'users.mint-token', { requestId: request?.['id'], purpose }))?.token;
  };
  expect(
    await ask(users.bus, 'users.mint-token', { requestId: newId(), purpose: 'PASSWORD_RESET' }),
  ).toBeNull();

  const VERIFY = `mutation ($token: String!) { verifyEmail(token: $token) { id emailVerified sessions { current } } }`;
  const verified = await users.as(ana)(VERIFY, { token: await minted('EMAIL_VERIFICATION') });
  expect(verified.data.verifyEmail).toEqual({
    id: ana.userId,
    emailVerified: true,
    sessions: [{ current: true }],
  });

  await anybody(`mutation { requestPasswordReset(email: "ana@arena.example") }`);
  const RESET = `mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken account { id } } }`;
  const input = { token: await minted('PASSWORD_RESET'), newPassword: 'a new password' };
  const reset = await anybody(RESET, { input });
  expect(reset.data.resetPassword.account).toEqual({ id: ana.userId });
  const again = await anybody(RESET, { input });
  expect([again.data.resetPassword, codeOf(again)]).toEqual([null, 'BAD_USER_INPUT']);
  const RESEND = `mutation { resendEmailVerification }`;
  const resent = await users.as(identityOf(reset.data.resetPassword))(RESEND);
  expect(resent.data).toEqual({ resendEmailVerification: true });
});

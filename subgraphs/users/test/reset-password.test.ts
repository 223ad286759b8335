import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { users } from '../src/db/schema.ts';
import { changePassword } from '../src/domain/change-password.ts';
import { logIn } from '../src/domain/log-in.ts';
import { findOwnAccount } from '../src/domain/own-account.ts';
import { refreshSession } from '../src/domain/refresh-session.ts';
import { reinstateUser } from '../src/domain/reinstate-user.ts';
import { requestPasswordReset } from '../src/domain/request-password-reset.ts';
import { resetPassword } from '../src/domain/reset-password.ts';
import { verifyEmail } from '../src/domain/verify-email.ts';
import { FALSE_TOKENS, forgetful, mailedToken, suspender } from './mailed-token.ts';
import {
  administrator,
  anonymous,
  appOn,
  callerOf,
  envFor,
  identityOf,
  openApp,
  PASSWORD,
  refusal,
  type OpenApp,
} from './started-users.ts';
import { takeToldEvents } from './told-events.ts';

let opened: OpenApp;
let suspend: Awaited<ReturnType<typeof suspender>>;
beforeAll(async () => {
  opened = await openApp();
  suspend = await suspender(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const NEW_PASSWORD = 'a new password';
const reset = (token: string, newPassword = NEW_PASSWORD, app: App = opened.app) =>
  resetPassword(app, anonymous(), { token, newPassword });
const logInAs = (login: string, password: string, app: App = opened.app) =>
  logIn(app, anonymous(), { login, password });

/** How a bad token is refused, whatever is bad about it. */
const badToken = {
  code: 'BAD_USER_INPUT',
  message: 'input.token: is not valid, or no longer: ask for another mail',
  fields: ['input.token'],
};
const expectUnchanged = async (login: string) =>
  expect((await logInAs(login, PASSWORD)).account.username).toBe(login);

test('the new password opens the account, the old one no more, and the address is verified', async () => {
  const { token } = await forgetful(opened.app, 'ana');
  const session = await reset(token);
  expect(session.account).toMatchObject({ username: 'ana', emailVerified: true });
  const seen = await findOwnAccount(opened.app, callerOf(session));
  expect(seen).toMatchObject({ username: 'ana', emailVerified: true });
  expect((await logInAs('ana', NEW_PASSWORD)).account.emailVerified).toBe(true);
  expect((await refusal(logInAs('ana', PASSWORD))).code).toBe('UNAUTHENTICATED');
});

test('all sessions end, and the reset and each end are told of', async () => {
  const { session, userId, token } = await forgetful(opened.app, 'roamer');
  const other = await logInAs('roamer', PASSWORD);
  await takeToldEvents(opened.app);
  await reset(token);
  for (const { refreshToken } of [session, other]) {
    const refused = await refusal(refreshSession(opened.app, anonymous(), refreshToken));
    expect(refused.code).toBe('UNAUTHENTICATED');
  }
  const ended = ({ sessionId }: { sessionId: string }) => ({
    routingKey: 'users.session-ended.v1',
    payload: { userId, sessionId, reason: 'PASSWORD_CHANGED' },
  });
  const told = (await takeToldEvents(opened.app)).map(({ headers: _, ...event }) => event);
  expect(told).toHaveLength(3);
  expect(told).toEqual(
    expect.arrayContaining([
      { routingKey: 'users.password-changed.v1', payload: { userId } },
      ended(identityOf(session)),
      ended(identityOf(other)),
    ]),
  );
});

test('a token is good once, and makes the others of its owner void, but not those that verify', async () => {
  const { userId, email, token } = await forgetful(opened.app, 'twice');
  await requestPasswordReset(opened.app, anonymous(), email);
  const second = await mailedToken(opened.app, userId, 'PASSWORD_RESET');
  const verification = await mailedToken(opened.app, userId, 'EMAIL_VERIFICATION');
  const stranger = await forgetful(opened.app, 'stranger');
  await reset(second);
  expect(await refusal(reset(second, 'another password'))).toEqual(badToken);
  expect(await refusal(reset(token, 'another password'))).toEqual(badToken);
  expect((await logInAs('twice', NEW_PASSWORD)).account.id).toBe(userId);
  expect((await verifyEmail(opened.app, anonymous(), verification)).id).toBe(userId);
  expect((await reset(stranger.token)).account.username).toBe('stranger');
});

test('a token is good for half an hour', async () => {
  const late = await forgetful(opened.app, 'late');
  opened.adapters.advance(60_000);
  const punctual = await forgetful(opened.app, 'punctual');
  opened.adapters.advance(29 * 60_000);
  expect(await refusal(reset(late.token))).toEqual(badToken);
  expect((await reset(punctual.token)).account.username).toBe('punctual');
  await expectUnchanged('late');
});

test.each(FALSE_TOKENS)('a token falsified to have %s is refused', async (what, falsify) => {
  const username = `false_${what.replace(/\W/g, '_')}`;
  const { token } = await forgetful(opened.app, username);
  expect(await refusal(reset(falsify(token)))).toEqual(badToken);
  await expectUnchanged(username);
  expect((await reset(token)).account.username).toBe(username);
});

test('a token for another purpose, or for somebody else’s request, is refused', async () => {
  const { userId, token } = await forgetful(opened.app, 'mixed');
  const stranger = await forgetful(opened.app, 'mixing');
  const verification = await mailedToken(opened.app, userId, 'EMAIL_VERIFICATION');
  expect(await refusal(reset(verification))).toEqual(badToken);
  const crossed = `${token.split('.')[0]}.${stranger.token.split('.')[1]}`;
  expect(await refusal(reset(crossed))).toEqual(badToken);
  await expectUnchanged('mixed');
});

test('a token made under another encryption key is refused', async () => {
  const { userId } = await forgetful(opened.app, 'guarded');
  const elsewhere = await appOn(envFor(opened.databaseUrl), opened.adapters);
  const forged = await mailedToken(elsewhere.app, userId, 'PASSWORD_RESET');
  await elsewhere.close();
  expect(await refusal(reset(forged))).toEqual(badToken);
  await expectUnchanged('guarded');
});

test('of two resets at once one wins', async () => {
  const { token } = await forgetful(opened.app, 'raced');
  const passwords = ['the first password', 'the second password'];
  const results = await Promise.allSettled(passwords.map((password) => reset(token, password)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const lost = results.find((result) => result.status === 'rejected');
  expect(lost?.reason).toMatchObject({ message: badToken.message });
  const won = passwords[results.findIndex(({ status }) => status === 'fulfilled')] as string;
  expect((await logInAs('raced', won)).account.username).toBe('raced');
});

test('of resets at once by two mails of one person one wins', async () => {
  const { userId, email, token } = await forgetful(opened.app, 'rivals');
  await requestPasswordReset(opened.app, anonymous(), email);
  const tokens = [token, await mailedToken(opened.app, userId, 'PASSWORD_RESET')];
  const results = await Promise.allSettled(tokens.map((each) => reset(each)));
  expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('suspended people are refused as at log-in, and their token is void once they are reinstated', async () => {
  const { userId, email, token } = await forgetful(opened.app, 'barred');
  await suspend(userId);
  expect(await refusal(reset(token))).toMatchObject({ code: 'FORBIDDEN', reason: 'SUSPENDED' });
  const admin = await administrator(opened, 'lenient');
  await reinstateUser(opened.app, admin, userId);
  expect(await refusal(reset(token))).toEqual(badToken);
  await expectUnchanged('barred');
  await requestPasswordReset(opened.app, anonymous(), email);
  const fresh = await mailedToken(opened.app, userId, 'PASSWORD_RESET');
  expect((await reset(fresh)).account.username).toBe('barred');
});

test('a token from before its owner changed the password opens nothing, but one that verifies does', async () => {
  const { session, userId, token } = await forgetful(opened.app, 'careful');
  const verification = await mailedToken(opened.app, userId, 'EMAIL_VERIFICATION');
  await changePassword(opened.app, callerOf(session), {
    currentPassword: PASSWORD,
    newPassword: NEW_PASSWORD,
  });
  expect(await refusal(reset(token, 'another password'))).toEqual(badToken);
  expect((await logInAs('careful', NEW_PASSWORD)).account.id).toBe(userId);
  expect((await verifyEmail(opened.app, anonymous(), verification)).id).toBe(userId);
});

/** The app, in which something happens while a password is hashed. */
const interrupted = (happen: () => Promise<unknown>): App => ({
  ...opened.app,
  passwords: {
    ...opened.app.passwords,
    hash: async (password) => {
      await happen();
      return opened.app.passwords.hash(password);
    },
  },
});

test('a reset under way while its person is suspended opens no session', async () => {
  const { userId, token } = await forgetful(opened.app, 'overtaken');
  const app = interrupted(() => suspend(userId));
  expect(await refusal(reset(token, NEW_PASSWORD, app))).toMatchObject({ reason: 'SUSPENDED' });
});

test('a login under way with the old password opens no session', async () => {
  const { token } = await forgetful(opened.app, 'intruded');
  const { app } = opened;
  const verify: App['passwords']['verify'] = async (hash, password) => {
    const isRight = await app.passwords.verify(hash, password);
    await reset(token);
    return isRight;
  };
  const intrusion = logInAs('intruded', PASSWORD, { ...app, passwords: { ...app.passwords, verify } });
  expect((await refusal(intrusion)).code).toBe('UNAUTHENTICATED');
});

test('the token of an account given up is as good as none', async () => {
  const { userId, token } = await forgetful(opened.app, 'departed');
  await opened.app.db.update(users).set({ status: 'DELETED' }).where(eq(users.id, userId));
  expect(await refusal(reset(token))).toEqual(badToken);
});

test('a bad password is named, and leaves the token good', async () => {
  const { token } = await forgetful(opened.app, 'brief');
  expect((await refusal(reset(token, 'short'))).fields).toEqual(['input.newPassword']);
  expect((await refusal(reset(token, 'p'.repeat(129)))).fields).toEqual(['input.newPassword']);
  expect((await reset(token)).account.username).toBe('brief');
});

test('who has guessed until nobody was let in may log in with the new password at once', async () => {
  const { email, token } = await forgetful(opened.app, 'guesser');
  for (const login of ['guesser', email]) {
    await Promise.all(
      Array.from({ length: 11 }, (_, i) =>
        refusal(logIn(opened.app, anonymous({ address: `198.51.100.${i}` }), { login, password: 'wrong' })),
      ),
    );
    expect((await refusal(logInAs(login, PASSWORD))).code).toBe('RATE_LIMITED');
  }
  await reset(token);
  for (const login of ['guesser', email]) {
    expect((await logInAs(login, NEW_PASSWORD)).account.username).toBe('guesser');
  }
});

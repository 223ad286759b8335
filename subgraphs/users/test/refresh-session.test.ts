import { and, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refreshTokens, sessions } from '../src/db/schema.ts';
import { logOut } from '../src/domain/log-out.ts';
import { refreshSession } from '../src/domain/refresh-session.ts';
import { hashRefreshToken } from '../src/domain/refresh-token.ts';
import { anonymous, identityOf, openApp, refusal, registered, type OpenApp } from './started-users.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

const refresh = (token: string) => refreshSession(opened.app, anonymous(), token);
const refused = (token: string) => refusal(refresh(token));
const endOf = async (sessionId: string) =>
  (await opened.app.db.select().from(sessions).where(eq(sessions.id, sessionId)))[0]?.endReason;

const TEN_SECONDS = 10_000;
const THIRTY_DAYS = 30 * 86_400_000;

test('a refresh token gives fresh tokens of the same session', async () => {
  const first = await registered(opened.app, 'rotating');
  const second = await refresh(first.refreshToken);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(identityOf(second)).toEqual(identityOf(first));
  expect(second.account).toEqual(first.account);
  const third = await refresh(second.refreshToken);
  expect(identityOf(third)).toEqual(identityOf(first));
});

test('tokens are stored hashed', async () => {
  const { refreshToken } = await registered(opened.app, 'hashed');
  const stored = JSON.stringify(await opened.app.db.select().from(refreshTokens));
  expect(refreshToken).toMatch(/^[\w-]{43}$/);
  expect(stored).not.toContain(refreshToken);
});

test('reuse ends the family', async () => {
  const first = await registered(opened.app, 'robbed');
  const second = await refresh(first.refreshToken);
  const third = await refresh(second.refreshToken);
  await refused(first.refreshToken);
  expect(await endOf(identityOf(first).sessionId)).toBe('TOKEN_REUSED');
  expect((await refused(third.refreshToken)).code).toBe('UNAUTHENTICATED');
});

test('a used token presented after ten seconds ends the session, though its successor is unused', async () => {
  const first = await registered(opened.app, 'late');
  const second = await refresh(first.refreshToken);
  opened.adapters.advance(TEN_SECONDS + 1_000);
  await refused(first.refreshToken);
  expect((await refused(second.refreshToken)).code).toBe('UNAUTHENTICATED');
});

test('a lost answer may be fetched again within ten seconds, and the lost one is void', async () => {
  const first = await registered(opened.app, 'offline');
  const lost = await refresh(first.refreshToken);
  opened.adapters.advance(TEN_SECONDS / 2);
  const again = await refresh(first.refreshToken);
  const next = await refresh(again.refreshToken);
  expect(identityOf(next)).toEqual(identityOf(first));
  // whoever holds the lost answer is not the one who fetched it again
  await refused(lost.refreshToken);
  expect(await endOf(identityOf(first).sessionId)).toBe('TOKEN_REUSED');
  await refused(next.refreshToken);
});

test('fetching a lost answer again does not prolong the ten seconds', async () => {
  const first = await registered(opened.app, 'insistent');
  await refresh(first.refreshToken);
  opened.adapters.advance(TEN_SECONDS / 2);
  await refresh(first.refreshToken);
  opened.adapters.advance(TEN_SECONDS / 2 + 1_000);
  await refused(first.refreshToken);
  expect(await endOf(identityOf(first).sessionId)).toBe('TOKEN_REUSED');
});

test('sixty-four parallel uses of one refresh token leave one live session and one usable token', async () => {
  const first = await registered(opened.app, 'parallel');
  const { userId, sessionId } = identityOf(first);
  const answers = await Promise.all(Array.from({ length: 64 }, () => refresh(first.refreshToken)));
  expect(new Set(answers.map((answer) => identityOf(answer).sessionId))).toEqual(new Set([sessionId]));

  const live = and(eq(sessions.userId, userId), isNull(sessions.endedAt));
  expect(await opened.app.db.$count(sessions, live)).toBe(1);
  const usable = await opened.app.db
    .select({ hash: refreshTokens.tokenHash })
    .from(refreshTokens)
    .where(
      and(
        eq(refreshTokens.sessionId, sessionId),
        isNull(refreshTokens.usedAt),
        isNull(refreshTokens.replacedAt),
      ),
    );
  expect(usable).toHaveLength(1);

  const winner = answers.find((answer) => hashRefreshToken(answer.refreshToken) === usable[0]?.hash);
  expect(identityOf(await refresh(winner?.refreshToken as string)).sessionId).toBe(sessionId);
});

test('every refusal reads alike', async () => {
  const loggedOut = await registered(opened.app, 'gone');
  await logOut(opened.app, anonymous(), loggedOut.refreshToken);
  const expired = await registered(opened.app, 'expired');
  const reused = await registered(opened.app, 'reused');
  await refresh((await refresh(reused.refreshToken)).refreshToken);

  const refusals = [
    await refused(loggedOut.refreshToken),
    await refused(reused.refreshToken),
    await refused(''),
    await refused('a\0b'),
    await refused(expired.accessToken),
  ];
  opened.adapters.advance(THIRTY_DAYS);
  refusals.push(await refused(expired.refreshToken));
  expect(refusals[0]).toMatchObject({ code: 'UNAUTHENTICATED' });
  for (const other of refusals) expect(other).toEqual(refusals[0]);
});

test('each use gives the session thirty more days, and expired tokens are forgotten', async () => {
  const first = await registered(opened.app, 'faithful');
  const { sessionId } = identityOf(first);
  opened.adapters.advance(THIRTY_DAYS - 1_000);
  const second = await refresh(first.refreshToken);
  opened.adapters.advance(THIRTY_DAYS - 1_000);
  await refresh(second.refreshToken);
  // the first one's time is over, so it need not be recognised any more
  expect(await opened.app.db.$count(refreshTokens, eq(refreshTokens.sessionId, sessionId))).toBe(2);
});

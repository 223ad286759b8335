import { appendEvents } from '@arena/events';
import { parseInput, Unauthenticated, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { findCredentials, lockCredentials, setPasswordHash } from '../db/account-store.ts';
import { voidRequestsOf } from '../db/mail-request-store.ts';
import { replaceUnusedOfSession } from '../db/refresh-token-store.ts';
import { lockLiveSession, prolongSession } from '../db/session-store.ts';
import { givenPasswordSchema, newPasswordSchema } from './account-fields.ts';
import { countAttempt, forgiveAttempt, passwordChangeAttempt } from './attempt-throttle.ts';
import { issueSession, type IssuedSession } from './issue-session.ts';
import { issueRefreshToken, refreshExpiry } from './refresh-token.ts';
import { requireLiveSession } from './require-live-session.ts';
import { endAllSessions } from './session-ends.ts';

const inputSchema = z.object({ currentPassword: givenPasswordSchema, newPassword: newPasswordSchema });

const wrongPassword = () => new Unauthenticated('The current password is wrong');

/** The hash of the caller's password, once the given one was found to match it. */
async function provenHash(app: App, caller: Caller, userId: string, password: string): Promise<string> {
  const attempt = passwordChangeAttempt(userId, caller);
  await countAttempt(app, attempt);
  const credentials = await findCredentials(app.db, { id: userId });
  const hash = credentials?.passwordHash ?? null;
  if (!(await app.passwords.verify(hash, password)) || hash === null) throw wrongPassword();
  await forgiveAttempt(app, attempt);
  return hash;
}

/**
 * Changes the caller's password, ends all other sessions, and gives this one fresh tokens in place of those
 * it had. Tokens that were mailed to reset the old one become void.
 * @throws Unauthenticated also for a wrong current password
 * @throws RateLimited after too many wrong ones
 * @throws BadUserInput
 */
export async function changePassword(app: App, caller: Caller, input: unknown): Promise<IssuedSession> {
  const { signedIn } = await requireLiveSession(app, caller);
  const { currentPassword, newPassword } = parseInput(inputSchema, input, 'input');
  const { userId, sessionId } = signedIn;
  const oldHash = await provenHash(app, caller, userId, currentPassword);
  const newHash = await app.passwords.hash(newPassword);

  const granted = await app.transact(async (tx) => {
    const now = app.now();
    const credentials = await lockCredentials(tx, userId);
    if (credentials?.passwordHash !== oldHash) throw wrongPassword();
    const locked = await lockLiveSession(tx, sessionId, now);
    if (!locked) throw new Unauthenticated();
    await setPasswordHash(tx, userId, newHash);
    await voidRequestsOf(tx, userId, 'PASSWORD_RESET', now);
    await appendEvents(tx, [{ name: 'users.password-changed', payload: { userId } }], caller);
    await endAllSessions(tx, userId, { reason: 'PASSWORD_CHANGED', at: now, headers: caller }, sessionId);
    await replaceUnusedOfSession(tx, sessionId, now);
    const { token } = await issueRefreshToken(tx, sessionId, now);
    await prolongSession(tx, sessionId, now, refreshExpiry(now));
    return { account: locked.account, sessionId, refreshToken: token };
  });
  return issueSession(app, granted);
}

import { appendEvents } from '@arena/events';
import { parseInput, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { setEmailVerified, setPasswordHash } from '../db/account-store.ts';
import { voidRequestsOf } from '../db/mail-request-store.ts';
import { newPasswordSchema } from './account-fields.ts';
import { forgetFailures, loginAttemptsOf } from './attempt-throttle.ts';
import { issueSession, openSession, type IssuedSession } from './issue-session.ts';
import { requireOpenRequest, useRequest } from './mailed-token.ts';
import { endAllSessions } from './session-ends.ts';

const inputSchema = z.object({ token: z.string(), newPassword: newPasswordSchema });

/**
 * Sets a new password by the token of a mail, and signs its owner in. All their sessions end, their other tokens of
 * this kind become void, and their address is verified, since the mail has reached them.
 * @throws BadUserInput also for a token that is not valid, has been used or has expired, always alike
 * @throws Forbidden SUSPENDED
 */
export async function resetPassword(app: App, caller: Caller, input: unknown): Promise<IssuedSession> {
  const { token, newPassword } = parseInput(inputSchema, input, 'input');
  const given = { token, purpose: 'PASSWORD_RESET', path: 'input.token' } as const;
  const request = await requireOpenRequest(app, given);
  const passwordHash = await app.passwords.hash(newPassword);

  const granted = await app.transact(async (tx) => {
    const now = app.now();
    const account = await useRequest(tx, request, given, now);
    const userId = account.id;
    await voidRequestsOf(tx, userId, 'PASSWORD_RESET', now);
    await setPasswordHash(tx, userId, passwordHash);
    await setEmailVerified(tx, userId);
    await appendEvents(tx, [{ name: 'users.password-changed', payload: { userId } }], caller);
    await endAllSessions(tx, userId, { reason: 'PASSWORD_CHANGED', at: now, headers: caller });
    return openSession(tx, { ...account, emailVerified: true }, caller, now);
  });
  await forgetFailures(app, loginAttemptsOf(granted.account, caller));
  return issueSession(app, granted);
}

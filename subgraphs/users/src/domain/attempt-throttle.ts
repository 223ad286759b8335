import { createHash } from 'node:crypto';
import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import {
  clearAttempts,
  countAttempts,
  deleteOldAttempts,
  takeBackAttempt,
} from '../db/login-attempt-store.ts';
import type { AccountRow } from '../db/schema.ts';
import { RateLimited } from './errors.ts';
import { foldLogin } from './folding.ts';

/** How many failures are borne before further attempts are refused. */
export type AttemptLimits = { perAccount: number; perAddress: number; windowMs: number };

/** What a password is tried on and from where; made by `loginAttempt`, `loginAttemptsOf` or `passwordChangeAttempt`. */
export type Attempt = { target: string; address: string };

/** An attempt to sign in under a folded login name. */
export const loginAttempt = (login: string, { address }: Caller): Attempt => ({
  target: `login ${login}`,
  address,
});

/** Attempts to sign in to an account, under each of its names. */
export const loginAttemptsOf = (
  { email, username }: Pick<AccountRow, 'email' | 'username'>,
  caller: Caller,
): Attempt[] => [foldLogin(email), username].map((name) => loginAttempt(name, caller));

/** An attempt of somebody signed in to prove the current password. */
export const passwordChangeAttempt = (userId: string, { address }: Caller): Attempt => ({
  target: `password-change ${userId}`,
  address,
});

const keyOf = (kind: string, value: string): string =>
  `${kind}:${createHash('sha256').update(value).digest('base64url')}`;

const accountKey = ({ target }: Attempt) => keyOf('account', target);
const addressKey = ({ address }: Attempt) => keyOf('address', address);

/**
 * Counts an attempt as failed before its password is checked, so that guesses made at once count too.
 * Accounts that do not exist are counted like others.
 * @throws RateLimited when the account or the address has had too many
 */
export async function countAttempt(app: App, attempt: Attempt): Promise<void> {
  const limits = app.attemptLimits;
  if (!limits) return;
  const now = app.now();
  const limitOf = {
    [accountKey(attempt)]: limits.perAccount,
    [addressKey(attempt)]: limits.perAddress,
  };
  const windowEndsAt = new Date(now.getTime() + limits.windowMs);
  const counts = await countAttempts(app.db, Object.keys(limitOf), now, windowEndsAt);
  const exceeded = counts.filter((count) => count.attempts > (limitOf[count.key] as number));
  if (exceeded.length === 0) return;
  throw new RateLimited(Math.max(...exceeded.map((count) => count.windowEndsAt.getTime() - now.getTime())));
}

/** Forgets the failures of an account, which has been shown to be its owner's. */
export async function forgetFailures(app: App, attempts: readonly Attempt[]): Promise<void> {
  if (app.attemptLimits) await clearAttempts(app.db, attempts.map(accountKey));
}

/** Takes a counted attempt back, since it succeeded, and forgets the failures of the account by all its names. */
export async function forgiveAttempt(
  app: App,
  attempt: Attempt,
  others: readonly Attempt[] = [],
): Promise<void> {
  if (!app.attemptLimits) return;
  await forgetFailures(app, [attempt, ...others]);
  await takeBackAttempt(app.db, addressKey(attempt));
  await deleteOldAttempts(app.db, app.now());
}

import { parseInput, Unauthenticated, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { findCredentials, lockCredentials } from '../db/account-store.ts';
import { givenPasswordSchema, loginSchema } from './account-fields.ts';
import { countAttempt, forgiveAttempt, loginAttempt, loginAttemptsOf } from './attempt-throttle.ts';
import { accountKeyOf, foldLogin } from './folding.ts';
import { issueSession, openSession, type IssuedSession } from './issue-session.ts';
import { refuseInactive } from './refuse-inactive.ts';

const inputSchema = z.object({ login: loginSchema, password: givenPasswordSchema });

const wrongCredentials = () => new Unauthenticated('The login or the password is wrong');

/**
 * Signs in by e-mail address or username.
 * @throws BadUserInput
 * @throws RateLimited after too many failures of the account or from the address
 * @throws Unauthenticated always alike, whatever of the credentials is wrong
 * @throws Forbidden SUSPENDED
 */
export async function logIn(app: App, caller: Caller, input: unknown): Promise<IssuedSession> {
  const given = parseInput(inputSchema, input, 'input');
  const login = foldLogin(given.login);
  const attempt = loginAttempt(login, caller);
  await countAttempt(app, attempt);

  const found = await findCredentials(app.db, accountKeyOf(login));
  const isRight = await app.passwords.verify(found?.passwordHash ?? null, given.password);
  if (!found || !isRight) throw wrongCredentials();
  refuseInactive(found, wrongCredentials);

  const granted = await app.db.transaction(async (tx) => {
    const locked = await lockCredentials(tx, found.id);
    // suspended, or given another password, since it was read
    if (locked?.passwordHash !== found.passwordHash) throw wrongCredentials();
    refuseInactive(locked, wrongCredentials);
    const { passwordHash: _, ...account } = locked;
    return openSession(tx, account, caller, app.now());
  });
  await forgiveAttempt(app, attempt, loginAttemptsOf(found, caller));
  return issueSession(app, granted);
}

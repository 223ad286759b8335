import { appendEvents } from '@arena/events';
import { Conflict, newId, parseInput, violatedUnique, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { insertAccount } from '../db/account-store.ts';
import {
  displayNameSchema,
  emailSchema,
  localeSchema,
  newPasswordSchema,
  usernameSchema,
} from './account-fields.ts';
import { foldLogin, searchTextOf } from './folding.ts';
import { issueSession, openSession, type IssuedSession } from './issue-session.ts';

const inputSchema = z.object({
  email: emailSchema,
  username: usernameSchema,
  displayName: displayNameSchema,
  password: newPasswordSchema,
  locale: localeSchema.nullish(),
});

const TAKEN: Record<string, [reason: string, message: string]> = {
  users_email: ['EMAIL_TAKEN', 'An account with this e-mail address exists'],
  users_username: ['USERNAME_TAKEN', 'This username is taken'],
};

function asConflict(error: unknown): unknown {
  const taken = TAKEN[violatedUnique(error) ?? ''];
  return taken ? new Conflict(...taken) : error;
}

/**
 * Makes an account and signs its owner in.
 * @throws BadUserInput
 * @throws Conflict EMAIL_TAKEN or USERNAME_TAKEN
 */
export async function registerAccount(app: App, caller: Caller, input: unknown): Promise<IssuedSession> {
  const { password, ...given } = parseInput(inputSchema, input, 'input');
  const passwordHash = await app.passwords.hash(password);
  const now = app.now();
  const granted = await app
    .transact(async (tx) => {
      const account = await insertAccount(tx, {
        ...given,
        id: newId(),
        createdAt: now,
        emailFolded: foldLogin(given.email),
        emailVerified: false,
        passwordHash,
        status: 'ACTIVE',
        locale: given.locale ?? 'EN',
        scopes: [],
        searchText: searchTextOf(given),
      });
      await appendEvents(tx, [{ name: 'users.registered', payload: { userId: account.id } }], caller);
      return openSession(tx, account, caller, now);
    })
    .catch((error: unknown) => {
      throw asConflict(error);
    });
  return issueSession(app, granted);
}

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
import { forgetOldRequests, requestMail } from './request-mail.ts';

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
 * Makes an account, signs its owner in, and has them sent a mail by which to verify their address.
 * @throws BadUserInput
 * @throws Conflict EMAIL_TAKEN or USERNAME_TAKEN
 */
export async function registerAccount(app: App, caller: Caller, input: unknown): Promise<IssuedSession> {
  const { password, ...given } = parseInput(inputSchema, input, 'input');
  const address = foldLogin(given.email);
  const passwordHash = await app.passwords.hash(password);
  const now = app.now();
  const granted = await app
    .transact(async (tx) => {
      const account = await insertAccount(tx, {
        ...given,
        id: newId(),
        createdAt: now,
        emailFolded: address,
        emailVerified: false,
        passwordHash,
        status: 'ACTIVE',
        locale: given.locale ?? 'EN',
        scopes: [],
        searchText: searchTextOf(given),
      });
      const { id: userId, locale } = account;
      await appendEvents(tx, [{ name: 'users.registered', payload: { userId, locale } }], caller);
      await requestMail(tx, { userId, purpose: 'EMAIL_VERIFICATION', address }, now, caller);
      await forgetOldRequests(tx, now);
      return openSession(tx, account, caller, now);
    })
    .catch((error: unknown) => {
      throw asConflict(error);
    });
  return issueSession(app, granted);
}

import { parseInput, type Caller } from '@arena/subgraph-kit';
import { z } from 'zod';
import type { App } from '../app.ts';
import { setEmailVerified } from '../db/account-store.ts';
import { requireOpenRequest, useRequest } from './mailed-token.ts';
import type { OwnAccount } from './own-account.ts';

/**
 * Verifies the address of whoever the token of a mail was made for, and shows their account: who has the token has
 * the mailbox, signed in or not.
 * @throws BadUserInput for a token that is not valid, has been used or has expired, always alike
 * @throws Forbidden SUSPENDED
 */
export async function verifyEmail(app: App, caller: Caller, token: string): Promise<OwnAccount> {
  const given = {
    token: parseInput(z.string(), token, 'token'),
    purpose: 'EMAIL_VERIFICATION',
    path: 'token',
  } as const;
  const request = await requireOpenRequest(app, given);
  const account = await app.db.transaction(async (tx) => {
    const locked = await useRequest(tx, request, given, app.now());
    await setEmailVerified(tx, locked.id);
    return locked;
  });
  const currentSessionId = caller.userId === account.id ? caller.sessionId : null;
  return { ...account, emailVerified: true, currentSessionId };
}

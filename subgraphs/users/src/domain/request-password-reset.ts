import { newId, parseInput, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findCredentials } from '../db/account-store.ts';
import { keepOrUndo } from '../db/keep-or-undo.ts';
import { emailSchema } from './account-fields.ts';
import { foldLogin } from './folding.ts';
import { mailWaitMs } from './mail-limit.ts';
import { forgetOldRequests, requestMail } from './request-mail.ts';

/**
 * Has a mail sent by which its reader can set a new password, if an active account has the address and has not had
 * three mails within the hour. True in any case, and after the same work: nobody learns which addresses exist.
 * @throws BadUserInput
 */
export async function requestPasswordReset(app: App, caller: Caller, email: string): Promise<true> {
  const address = foldLogin(parseInput(emailSchema, email, 'email'));
  await app.transact(async (tx) => {
    const now = app.now();
    const waitMs = await mailWaitMs(app, tx, address, now);
    const account = await findCredentials(tx, { emailFolded: address });
    const isToBeTold = account?.status === 'ACTIVE' && waitMs === 0;
    const wanted = { userId: account?.id ?? newId(), purpose: 'PASSWORD_RESET', address } as const;
    await keepOrUndo(tx, isToBeTold, () => requestMail(tx, wanted, now, caller));
    await forgetOldRequests(tx, now);
  });
  return true;
}

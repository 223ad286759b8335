import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { RateLimited } from './errors.ts';
import { foldLogin } from './folding.ts';
import { mailWaitMs } from './mail-limit.ts';
import { forgetOldRequests, requestMail } from './request-mail.ts';
import { requireLiveSession } from './require-live-session.ts';

/**
 * Has the caller sent another mail by which to verify their address; none where it is verified.
 * @throws Unauthenticated
 * @throws RateLimited after three mails to the address within an hour, whatever they were for
 */
export async function resendEmailVerification(app: App, caller: Caller): Promise<true> {
  const { account } = await requireLiveSession(app, caller);
  if (account.emailVerified) return true;
  const address = foldLogin(account.email);
  await app.transact(async (tx) => {
    const now = app.now();
    const waitMs = await mailWaitMs(app, tx, address, now);
    if (waitMs > 0) throw new RateLimited(waitMs, 'Too many mails to this address, try again later');
    await requestMail(tx, { userId: account.id, purpose: 'EMAIL_VERIFICATION', address }, now, caller);
    await forgetOldRequests(tx, now);
  });
  return true;
}

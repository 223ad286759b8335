import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAccount } from '../db/account-store.ts';
import { requireLiveSession } from './require-live-session.ts';
import { endAllSessions } from './session-ends.ts';

/**
 * Ends all of the caller's sessions, the asking one included.
 * @throws Unauthenticated
 */
export async function logOutEverywhere(app: App, caller: Caller): Promise<true> {
  const { account } = await requireLiveSession(app, caller);
  await app.transact(async (tx) => {
    await lockAccount(tx, account.id);
    const ending = { reason: 'LOGOUT_EVERYWHERE', at: app.now(), headers: caller } as const;
    await endAllSessions(tx, account.id, ending);
  });
  return true;
}

import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockAccount } from '../db/account-store.ts';
import { endSessionsOf } from '../db/session-store.ts';
import { requireLiveSession } from './require-live-session.ts';

/**
 * Ends all of the caller's sessions, the asking one included.
 * @throws Unauthenticated
 */
export async function logOutEverywhere(app: App, caller: Caller): Promise<true> {
  const { account } = await requireLiveSession(app, caller);
  await app.db.transaction(async (tx) => {
    await lockAccount(tx, account.id);
    await endSessionsOf(tx, account.id, 'LOGOUT_EVERYWHERE', app.now());
  });
  return true;
}

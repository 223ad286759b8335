import { requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { markAllRead } from '../db/notification-store.ts';
import { rememberBroadcastsRead } from '../db/person-store.ts';
import { unreadBroadcasts } from '../db/told-list-store.ts';
import { listenerOf } from './listener.ts';

/**
 * Marks all that the caller has been told as read.
 * @returns how many were not
 * @throws Unauthenticated
 */
export async function markAllNotificationsRead({ transact, now }: App, caller: Caller): Promise<number> {
  const { userId } = requireSignedIn(caller);
  return transact(async (tx) => {
    const own = await markAllRead(tx, userId, now());
    const { count, newestAt } = await unreadBroadcasts(tx, listenerOf(userId));
    if (newestAt) await rememberBroadcastsRead(tx, userId, newestAt, now());
    return own + count;
  });
}

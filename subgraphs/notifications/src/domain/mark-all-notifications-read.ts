import { requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockReader, markBroadcastsRead } from '../db/broadcast-store.ts';
import { markAllRead } from '../db/notification-store.ts';
import { unreadBroadcasts } from '../db/told-list-store.ts';
import { listenerOf } from './listener.ts';

/**
 * Marks all that the caller has been told as read; what was read already stays as it is.
 * @returns how many were not
 * @throws Unauthenticated
 */
export async function markAllNotificationsRead({ transact, now }: App, caller: Caller): Promise<number> {
  const { userId } = requireSignedIn(caller);
  return transact(async (tx) => {
    await lockReader(tx, userId);
    const readAt = now();
    const own = await markAllRead(tx, userId, readAt);
    const { count, newestAt } = await unreadBroadcasts(tx, listenerOf(userId));
    if (newestAt) await markBroadcastsRead(tx, userId, newestAt, readAt);
    return own + count;
  });
}

import { NotFound, parseId, requireSignedIn, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockReader, markBroadcastRead } from '../db/broadcast-store.ts';
import { markRead } from '../db/notification-store.ts';
import { findTold, type ToldRow } from '../db/told-list-store.ts';
import { listenerOf } from './listener.ts';

/**
 * Marks one of the caller's own notifications as read; one that was read already stays as it is.
 * @throws Unauthenticated, BadUserInput, NotFound
 */
export async function markNotificationRead(
  { transact, now }: App,
  caller: Caller,
  notificationId: string,
): Promise<ToldRow> {
  const { userId } = requireSignedIn(caller);
  const id = parseId(notificationId, 'id');
  const listener = listenerOf(userId);
  return transact(async (tx) => {
    await lockReader(tx, userId);
    const isOwn = await markRead(tx, { id, userId }, now());
    const [told] = await findTold(tx, listener, [id]);
    if (!told) throw new NotFound('Notification');
    if (isOwn || told.readAt) return told;
    await markBroadcastRead(tx, { id, userId }, now());
    const [read] = await findTold(tx, listener, [id]);
    return read ?? told;
  });
}

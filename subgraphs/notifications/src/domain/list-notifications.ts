import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { countTold, listTold, type ToldRow } from '../db/told-list-store.ts';
import { listenerOf } from './listener.ts';

/** A page of notifications; the whole list is counted only when asked for. */
export type NotificationPage = Connection<ToldRow> & { totalCount: () => Promise<number> };

const listOf = (name: string) =>
  keyset<ToldRow, typeof instantKeySchema>({
    name,
    key: instantKeySchema,
    keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
  });

const all = listOf('notifications');
const unread = listOf('unreadNotifications');

/**
 * A page of what a person has been told, the newest first.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listNotifications(
  { db }: App,
  userId: string,
  { unreadOnly, ...args }: PageArguments & { unreadOnly?: boolean | null | undefined },
): Promise<NotificationPage> {
  const filter = { unreadOnly: unreadOnly ?? false };
  const list = filter.unreadOnly ? unread : all;
  const page = list.parse(args);
  const listener = listenerOf(userId);
  const rows = await listTold(db, listener, filter, page);
  return { ...list.connect(rows, page), totalCount: () => countTold(db, listener, filter) };
}

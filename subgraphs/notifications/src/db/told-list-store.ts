import { inOrder, isOneOf, type PageRequest, type Queryable } from '@arena/subgraph-kit';
import { and, count, desc, eq, getTableColumns, isNull, max, sql, type SQLWrapper } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { broadcastsFor, type Listener } from './broadcast-view.ts';
import type * as schema from './schema.ts';
import { notifications, type NotificationRow } from './schema.ts';

export type { Listener } from './broadcast-view.ts';

type Db = Queryable<typeof schema>;

/** An instant as RFC 3339 and the id that breaks ties. */
export type InstantKey = [at: string, id: string];

/** A notification as its owner sees it, whether it was told to them alone or to everybody. */
export type ToldRow = Omit<NotificationRow, 'userId' | 'eventKey'>;

export type ToldFilter = { unreadOnly: boolean };

const { userId: _userId, eventKey: _eventKey, ...ownColumns } = getTableColumns(notifications);

const ownOf = ({ userId }: Listener, { unreadOnly }: ToldFilter) =>
  and(eq(notifications.userId, userId), unreadOnly ? isNull(notifications.readAt) : undefined);

/** The broadcasts for a person, with the columns of a notification. */
function commonFor(db: Db, listener: Listener, { unreadOnly }: ToldFilter) {
  const meant = broadcastsFor(db, listener);
  const { isUnread, ...columns } = meant._.selectedFields;
  return { meant, columns, isWanted: unreadOnly ? sql`${isUnread}` : undefined };
}

/** A page of what a person has been told, the newest first, and one row more when others follow. */
export function listTold(
  db: Db,
  listener: Listener,
  filter: ToldFilter,
  { limit, after }: PageRequest<InstantKey>,
): Promise<ToldRow[]> {
  const follows = ({ createdAt, id }: { createdAt: SQLWrapper; id: SQLWrapper }) =>
    after ? sql`(${createdAt}, ${id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined;
  const own = db
    .select(ownColumns)
    .from(notifications)
    .where(and(ownOf(listener, filter), follows(notifications)))
    .orderBy(desc(notifications.createdAt), desc(notifications.id))
    .limit(limit + 1);
  const { meant, columns, isWanted } = commonFor(db, listener, filter);
  const common = db
    .select(columns)
    .from(meant)
    .where(and(isWanted, follows(meant)))
    .orderBy(desc(meant.createdAt), desc(meant.id))
    .limit(limit + 1);
  return unionAll(own, common)
    .orderBy(sql`created_at desc`, sql`id desc`)
    .limit(limit + 1);
}

/** How much a person has been told. */
export async function countTold(db: Db, listener: Listener, filter: ToldFilter): Promise<number> {
  const own = db.select({ id: notifications.id }).from(notifications).where(ownOf(listener, filter));
  const { meant, isWanted } = commonFor(db, listener, filter);
  const common = db.select({ id: meant.id }).from(meant).where(isWanted);
  const [row] = await db.select({ count: count() }).from(unionAll(own, common).as('told'));
  return row?.count ?? 0;
}

/** What a person has been told, by the notifications' ids, in their order; null for what is none of theirs. */
export async function findTold(
  db: Db,
  listener: Listener,
  ids: readonly string[],
): Promise<(ToldRow | null)[]> {
  const any = { unreadOnly: false };
  const own = db
    .select(ownColumns)
    .from(notifications)
    .where(and(ownOf(listener, any), isOneOf(notifications.id, ids)));
  const { meant, columns } = commonFor(db, listener, any);
  const common = db
    .select(columns)
    .from(meant)
    .where(sql`${meant.id} = any(${sql.param([...ids])}::uuid[])`);
  return inOrder(ids, await unionAll(own, common), (row) => row.id);
}

/** How much of what was told to everybody a person has not read, and when the newest of it was told. */
export async function unreadBroadcasts(
  db: Db,
  listener: Listener,
): Promise<{ count: number; newestAt: Date | null }> {
  const { meant, isWanted } = commonFor(db, listener, { unreadOnly: true });
  const [unread] = await db
    .select({ count: count(), newestAt: max(meant.createdAt) })
    .from(meant)
    .where(isWanted);
  return unread ?? { count: 0, newestAt: null };
}

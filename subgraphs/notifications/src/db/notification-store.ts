import { idArray, newId, type Queryable } from '@arena/subgraph-kit';
import { and, eq, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { notifications, type NotificationRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A notification as it is told to many. */
export type Told = Omit<NotificationRow, 'id' | 'userId' | 'readAt'>;

/** A notification and whose it is. */
export type Addressed = Pick<NotificationRow, 'id' | 'userId'>;

/** People and an id for each, as rows of `addressed`. */
export const addressed = (userIds: readonly string[]) =>
  sql`unnest(${idArray(userIds.map(() => newId()))}, ${idArray(userIds)}) as addressed(id, user_id)`;

/** Tells people in the app, except those who have been told of it already; the new ones. */
export async function insertNotifications(
  tx: Db,
  told: Told,
  userIds: readonly string[],
): Promise<Addressed[]> {
  if (userIds.length === 0) return [];
  const { kind, params, eventKey, tournamentId, matchId, ticketId, createdAt } = told;
  const rows = await tx.execute<{ id: string; user_id: string }>(sql`
    insert into ${notifications}
      (id, user_id, kind, params, event_key, tournament_id, match_id, ticket_id, created_at)
    select addressed.id, addressed.user_id, ${kind}::notification_kind, ${JSON.stringify(params)}::jsonb, ${eventKey},
      ${tournamentId}::uuid, ${matchId}::uuid, ${ticketId}::uuid, ${createdAt.toISOString()}::timestamptz
    from ${addressed(userIds)}
    on conflict (user_id, event_key) do nothing
    returning id, user_id`);
  return rows.map(({ id, user_id: userId }) => ({ id, userId }));
}

/** Marks a person's notification as read; one that was read already keeps its time. Whether there is such. */
export async function markRead(db: Db, { id, userId }: Addressed, at: Date): Promise<boolean> {
  const marked = await db
    .update(notifications)
    .set({ readAt: sql`coalesce(${notifications.readAt}, ${at.toISOString()}::timestamptz)` })
    .where(and(eq(notifications.id, id), eq(notifications.userId, userId)))
    .returning({ id: notifications.id });
  return marked.length > 0;
}

/** Marks all that a person has been told as read; how many were not. */
export async function markAllRead(db: Db, userId: string, at: Date): Promise<number> {
  // in the order of their ids, so that two who do so at once do not wait for each other
  const unread = sql`
    select ${notifications.id} from ${notifications}
    where ${notifications.userId} = ${userId} and ${notifications.readAt} is null
    order by ${notifications.id} for update`;
  const rows = await db.execute<{ count: number }>(sql`
    with marked as (
      update ${notifications} set read_at = ${at.toISOString()}::timestamptz where id in (${unread}) returning 1)
    select count(*)::int as count from marked`);
  return rows[0]?.count ?? 0;
}

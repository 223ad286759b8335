import type { Queryable } from '@arena/subgraph-kit';
import { and, inArray, isNotNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';
import { announcements, broadcastReads, broadcasts, fanOuts, mails, notifications } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Removes up to so many rows; how many it were. */
async function removeSome(
  db: Db,
  table: PgTable & { id: PgColumn },
  where: SQL | undefined,
  limit: number,
): Promise<number> {
  const some = db
    .select({ id: table.id })
    .from(table)
    .where(where)
    .limit(limit)
    .for('update', { skipLocked: true });
  const removed = await db.delete(table).where(inArray(table.id, some)).returning({ id: table.id });
  return removed.length;
}

/** Removes up to so many notes of who has read what was told to everybody before that; how many it were. */
async function removeSomeReads(db: Db, before: Date, limit: number): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`
    with old as (
      select ${broadcastReads.broadcastId}, ${broadcastReads.userId} from ${broadcastReads}
      join ${broadcasts} on ${broadcasts.id} = ${broadcastReads.broadcastId}
      where ${broadcasts.createdAt} < ${before.toISOString()}::timestamptz
      limit ${limit} for update of ${broadcastReads} skip locked),
    removed as (
      delete from ${broadcastReads} using old
      where ${broadcastReads.broadcastId} = old.broadcast_id and ${broadcastReads.userId} = old.user_id returning 1)
    select count(*)::int as count from removed`);
  return rows[0]?.count ?? 0;
}

/** What is not kept for ever, each removed in steps: what is older than that, up to so many. */
export const RETAINED: readonly ((db: Db, before: Date, limit: number) => Promise<number>)[] = [
  // what somebody was told by themselves and has not read is kept
  (db, before, limit) =>
    removeSome(
      db,
      notifications,
      and(lt(notifications.createdAt, before), isNotNull(notifications.readAt)),
      limit,
    ),
  // first, as they go with their broadcast: of one there may be as many as there are people
  removeSomeReads,
  (db, before, limit) => removeSome(db, broadcasts, lt(broadcasts.createdAt, before), limit),
  (db, before, limit) =>
    removeSome(db, mails, and(lt(mails.settledAt, before), ne(mails.state, 'QUEUED')), limit),
  (db, before, limit) =>
    removeSome(db, fanOuts, and(lt(fanOuts.createdAt, before), isNotNull(fanOuts.finishedAt)), limit),
  (db, before, limit) => removeSome(db, announcements, lt(announcements.createdAt, before), limit),
];

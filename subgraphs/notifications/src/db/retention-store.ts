import type { Queryable } from '@arena/subgraph-kit';
import { and, inArray, isNotNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';
import {
  announcements,
  broadcastReads,
  broadcastReadSpans,
  broadcasts,
  fanOuts,
  mails,
  notifications,
} from './schema.ts';

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

/** Removes the rows of a table that a statement picks and locks; how many it were. */
async function removePicked(db: Db, table: PgTable, picked: SQL): Promise<number> {
  const rows = await db.execute<{ count: number }>(sql`
    with picked as (${picked}),
    removed as (delete from ${table} where ctid = any(array(select picked.ctid from picked)) returning 1)
    select count(*)::int as count from removed`);
  return rows[0]?.count ?? 0;
}

const at = (date: Date) => sql`${date.toISOString()}::timestamptz`;

/** Removes up to so many notes of who has read what was told to everybody before that; how many it were. */
const removeSomeReads = (db: Db, before: Date, limit: number): Promise<number> =>
  removePicked(
    db,
    broadcastReads,
    sql`
      select ${broadcastReads}.ctid from ${broadcastReads}
      join ${broadcasts} on ${broadcasts.id} = ${broadcastReads.broadcastId}
      where ${broadcasts.createdAt} < ${at(before)}
      limit ${limit} for update of ${broadcastReads} skip locked`,
  );

/** Removes up to so many notes of who has read all that was told to everybody, none of which is left; how many it were. */
const removeSomeReadSpans = (db: Db, before: Date, limit: number): Promise<number> =>
  removePicked(
    db,
    broadcastReadSpans,
    sql`
      select ctid from ${broadcastReadSpans}
      where ${broadcastReadSpans.until}
        < least(${at(before)}, (select min(${broadcasts.createdAt}) from ${broadcasts}))
      limit ${limit} for update skip locked`,
  );

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
  // after those, which would be unread without
  removeSomeReadSpans,
  (db, before, limit) =>
    removeSome(db, mails, and(lt(mails.settledAt, before), ne(mails.state, 'QUEUED')), limit),
  (db, before, limit) =>
    removeSome(db, fanOuts, and(lt(fanOuts.createdAt, before), isNotNull(fanOuts.finishedAt)), limit),
  (db, before, limit) => removeSome(db, announcements, lt(announcements.createdAt, before), limit),
];

import type { Queryable } from '@arena/subgraph-kit';
import { and, inArray, isNotNull, lt, ne, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';
import { announcements, broadcasts, fanOuts, mails, notifications } from './schema.ts';

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

/** What is not kept for ever, each removed in steps: what is older than that, up to so many. */
export const RETAINED: readonly ((db: Db, before: Date, limit: number) => Promise<number>)[] = [
  // what nobody has read is kept
  (db, before, limit) =>
    removeSome(
      db,
      notifications,
      and(lt(notifications.createdAt, before), isNotNull(notifications.readAt)),
      limit,
    ),
  (db, before, limit) => removeSome(db, broadcasts, lt(broadcasts.createdAt, before), limit),
  (db, before, limit) =>
    removeSome(db, mails, and(lt(mails.settledAt, before), ne(mails.state, 'QUEUED')), limit),
  (db, before, limit) =>
    removeSome(db, fanOuts, and(lt(fanOuts.createdAt, before), isNotNull(fanOuts.finishedAt)), limit),
  (db, before, limit) => removeSome(db, announcements, lt(announcements.createdAt, before), limit),
];

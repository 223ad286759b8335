import type { Queryable } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { broadcastReads, broadcastReadSpans, broadcasts, type BroadcastRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/**
 * Tells everybody, unless it has been told already; whether it was new. They are told one after the other, each later than
 * all before it, whatever the clocks say: so whoever has read all has read none that is told afterwards.
 */
export async function insertBroadcast(tx: Db, row: BroadcastRow): Promise<boolean> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('broadcasts', 0))`);
  const newest = sql`(select max(${broadcasts.createdAt}) from ${broadcasts})`;
  const createdAt = sql`greatest(${row.createdAt.toISOString()}::timestamptz, ${newest} + interval '1 millisecond')`;
  const inserted = await tx
    .insert(broadcasts)
    .values({ ...row, createdAt })
    .onConflictDoNothing({ target: broadcasts.eventKey })
    .returning({ id: broadcasts.id });
  return inserted.length > 0;
}

/** Has whoever else marks for the same person wait until the transaction ends: what was read first keeps its time. */
export async function lockReader(tx: Db, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`reader:${userId}`}, 0))`);
}

/** Notes that somebody has read what was told to everybody; the first time counts. */
export async function markBroadcastRead(
  db: Db,
  { id: broadcastId, userId }: { id: string; userId: string },
  readAt: Date,
): Promise<void> {
  await db.insert(broadcastReads).values({ broadcastId, userId, readAt }).onConflictDoNothing();
}

/** Notes that somebody, who must be locked, has read all that was told to everybody and that they had not, up to then. */
export async function markBroadcastsRead(tx: Db, userId: string, until: Date, readAt: Date): Promise<void> {
  await tx.insert(broadcastReadSpans).values({ userId, until, readAt });
}

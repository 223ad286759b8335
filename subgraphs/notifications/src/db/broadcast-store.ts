import type { Queryable } from '@arena/subgraph-kit';
import type * as schema from './schema.ts';
import { broadcastReads, broadcasts, type BroadcastRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Tells everybody, unless it has been told already; whether it was new. */
export async function insertBroadcast(tx: Db, row: BroadcastRow): Promise<boolean> {
  const inserted = await tx
    .insert(broadcasts)
    .values(row)
    .onConflictDoNothing({ target: broadcasts.eventKey })
    .returning({ id: broadcasts.id });
  return inserted.length > 0;
}

/** Notes that somebody has read what was told to everybody; the first time counts. */
export async function markBroadcastRead(
  db: Db,
  { id: broadcastId, userId }: { id: string; userId: string },
  readAt: Date,
): Promise<void> {
  await db.insert(broadcastReads).values({ broadcastId, userId, readAt }).onConflictDoNothing();
}

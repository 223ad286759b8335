import type { Queryable } from '@arena/subgraph-kit';
import { asc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { callOffs, type CallOffRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Remembers that the checkouts of something are to be gone through. */
export async function insertCallOff(tx: Db, row: CallOffRow): Promise<void> {
  await tx.insert(callOffs).values(row);
}

/** One of those whose checkouts are still to be gone through and that nobody else is at, locked. */
export async function lockNextCallOff(tx: Db): Promise<CallOffRow | undefined> {
  const [row] = await tx
    .select()
    .from(callOffs)
    .orderBy(asc(callOffs.id))
    .limit(1)
    .for('update', { skipLocked: true });
  return row;
}

/** Remembers how far the checkouts of something have been gone through. */
export async function updateReached(tx: Db, id: string, reachedId: string): Promise<void> {
  await tx.update(callOffs).set({ reachedId }).where(eq(callOffs.id, id));
}

/** Forgets what has been gone through to the end. */
export async function deleteCallOff(tx: Db, id: string): Promise<void> {
  await tx.delete(callOffs).where(eq(callOffs.id, id));
}

import type { Queryable } from '@arena/subgraph-kit';
import { inArray, lte, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** An old checkout is looked at each time that it has become so much older. */
const SHARE_OF_AGE = 10;

/**
 * Takes up to so many of the checkouts that are to be looked at, those that are due longest first. They are due again
 * after a while, should whoever took them come to nothing; nobody else takes them meanwhile.
 */
export async function takeDue(
  db: Db,
  { now, lookAgainMs, limit }: { now: Date; lookAgainMs: number; limit: number },
): Promise<CheckoutRow[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const age = sql`${at} - coalesce(${checkouts.refundDueAt}, ${checkouts.createdAt})`;
  // a WITH that locks is run once, so no more than the limit is taken
  const due = db
    .$with('due')
    .as(
      db
        .select({ id: checkouts.id })
        .from(checkouts)
        .where(lte(checkouts.lookAt, now))
        .orderBy(checkouts.lookAt)
        .limit(limit)
        .for('update', { skipLocked: true }),
    );
  return db
    .with(due)
    .update(checkouts)
    .set({
      lookAt: sql`${at} + greatest(${Math.max(lookAgainMs, 1)} * interval '1 millisecond', (${age}) / ${SHARE_OF_AGE})`,
    })
    .where(inArray(checkouts.id, db.select({ id: due.id }).from(due)))
    .returning();
}

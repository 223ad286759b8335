import type { Queryable } from '@arena/subgraph-kit';
import { count, isNotNull, min } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutStatus } from './schema.ts';

/** Checkouts of one state of which something is still to come, and when the first of that is due. */
export type UnsettledState = { status: CheckoutStatus; count: number; lookAt: Date };

/** How many checkouts are not settled, by state. */
export async function countUnsettled(db: Queryable<typeof schema>): Promise<UnsettledState[]> {
  const found = await db
    .select({ status: checkouts.status, count: count(), lookAt: min(checkouts.lookAt) })
    .from(checkouts)
    .where(isNotNull(checkouts.lookAt))
    .groupBy(checkouts.status);
  return found.flatMap(({ lookAt, ...state }) => (lookAt ? [{ ...state, lookAt }] : []));
}

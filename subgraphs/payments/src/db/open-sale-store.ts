import type { Queryable } from '@arena/subgraph-kit';
import { and, asc, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

const salesOf = (buyerId: string) => and(eq(checkouts.buyerId, buyerId), ne(checkouts.type, 'DONATION'));

/** Lets one transaction at a time open a checkout for this person. */
export async function lockBuyer(tx: Db, buyerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`buyer:${buyerId}`}, 0))`);
}

/** A person's sales that wait for their payment, the oldest first. */
export const findOpenSales = (db: Db, buyerId: string): Promise<CheckoutRow[]> =>
  db
    .select()
    .from(checkouts)
    .where(and(salesOf(buyerId), eq(checkouts.status, 'PENDING')))
    .orderBy(asc(checkouts.createdAt), asc(checkouts.id));

/** When a person's sales have lapsed after a moment, the last first; those that were closed before their time are not among them. */
export async function findLapses(
  db: Db,
  buyerId: string,
  { after, limit }: { after: Date; limit: number },
): Promise<Date[]> {
  const rows = await db
    .select({ at: checkouts.expiresAt })
    .from(checkouts)
    .where(
      and(
        salesOf(buyerId),
        eq(checkouts.status, 'EXPIRED'),
        isNull(checkouts.reason),
        gt(checkouts.expiresAt, after),
      ),
    )
    .orderBy(desc(checkouts.expiresAt))
    .limit(limit);
  return rows.map(({ at }) => at);
}

import type { Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, inArray, isNull, ne, or, sql, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

const isSale = ne(checkouts.type, 'DONATION');
const isGift = eq(checkouts.type, 'DONATION');

/** Lets one transaction at a time open a checkout for this person. */
export async function lockBuyer(tx: Db, buyerId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`buyer:${buyerId}`}, 0))`);
}

const findOpen = (db: Db, buyerId: string, ofKind: SQL): Promise<CheckoutRow[]> =>
  db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.buyerId, buyerId), ofKind, eq(checkouts.status, 'PENDING')))
    .orderBy(asc(checkouts.createdAt), asc(checkouts.id));

/** A person's sales that wait for their payment, the oldest first. */
export const findOpenSales = (db: Db, buyerId: string): Promise<CheckoutRow[]> =>
  findOpen(db, buyerId, isSale);

/** A person's gifts that wait for their payment, the oldest first. */
export const findOpenGifts = (db: Db, buyerId: string): Promise<CheckoutRow[]> =>
  findOpen(db, buyerId, isGift);

/** For how long a person has held tickets in all that they did not pay, and until when the last of them; null for none. */
export type IdleHolding = { heldMs: number; lastAt: Date | null };

/**
 * The tickets that a person has held and not paid, of sales that were closed after a moment for no reason or for one of
 * these.
 */
export async function findIdleHolding(
  db: Db,
  buyerId: string,
  { after, reasons }: { after: Date; reasons: readonly string[] },
): Promise<IdleHolding> {
  const endedAt = sql`least(${checkouts.closedAt}, ${checkouts.expiresAt})`;
  const [row] = await db
    .select({
      heldMs:
        sql<number>`coalesce(sum(extract(epoch from ${endedAt} - ${checkouts.createdAt})) * 1000, 0)`.mapWith(
          Number,
        ),
      lastAt: sql<Date | null>`max(${endedAt})`.mapWith(checkouts.expiresAt),
    })
    .from(checkouts)
    .where(
      and(
        eq(checkouts.buyerId, buyerId),
        isSale,
        inArray(checkouts.status, ['EXPIRED', 'CANCELED']),
        or(isNull(checkouts.reason), inArray(checkouts.reason, [...reasons])),
        sql`${endedAt} > ${after.toISOString()}::timestamptz`,
      ),
    );
  return row ?? { heldMs: 0, lastAt: null };
}

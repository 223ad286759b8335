import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, type CheckoutRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The checkouts with these ids, in their order; null where there is none. */
export async function findCheckouts(db: Db, ids: readonly string[]): Promise<(CheckoutRow | null)[]> {
  const rows = await db.select().from(checkouts).where(isOneOf(checkouts.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** Of the checkouts with these ids a buyer's own, in the ids' order; null for all others. */
export async function findOwnCheckouts(
  db: Db,
  buyerId: string,
  ids: readonly string[],
): Promise<(CheckoutRow | null)[]> {
  const rows = await db
    .select()
    .from(checkouts)
    .where(and(isOneOf(checkouts.id, ids), eq(checkouts.buyerId, buyerId)));
  return inOrder(ids, rows, (row) => row.id);
}

/** A buyer's own checkout that has bought each ticket, in the ids' order; null where another's has, or none. */
export async function findBuyingCheckouts(
  db: Db,
  buyerId: string,
  ticketIds: readonly string[],
): Promise<(CheckoutRow | null)[]> {
  const rows = await db
    .select()
    .from(checkouts)
    .where(
      and(
        isOneOf(checkouts.ticketId, ticketIds),
        eq(checkouts.buyerId, buyerId),
        // one that has only held the ticket, and let it go, has not bought it
        isNotNull(checkouts.issuedAt),
      ),
    )
    .orderBy(asc(checkouts.issuedAt), asc(checkouts.id));
  return inOrder(ticketIds, rows, (row) => row.ticketId ?? '');
}

import { grouped, idArray, inOrder, isOneOf, type PageRequest, type Queryable } from '@arena/subgraph-kit';
import { and, countDistinct, desc, eq, isNotNull, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { checkouts, transactions, type CheckoutRow } from './schema.ts';
import type { InstantKey } from './transaction-store.ts';

type Db = Queryable<typeof schema>;

/** How many donations there are, and their sum in minor units, however large, without what of them has gone back. */
export type DonationSum = { count: number; totalMinor: bigint };

/** A donation that was paid and has not gone back. */
const stands = and(
  eq(checkouts.type, 'DONATION'),
  eq(checkouts.status, 'SUCCEEDED'),
  // so that the index passes over all that were never paid
  isNotNull(checkouts.completedAt),
);

/** The same page of each tournament's donations, the last first, in the ids' order. */
export async function listDonationsOf(
  db: Db,
  tournamentIds: readonly string[],
  { limit, after }: PageRequest<InstantKey>,
): Promise<CheckoutRow[][]> {
  const ofOne = db
    .select()
    .from(checkouts)
    .where(
      and(
        eq(checkouts.tournamentId, sql`wanted.id`),
        stands,
        after
          ? sql`(${checkouts.completedAt}, ${checkouts.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(checkouts.completedAt), desc(checkouts.id))
    .limit(limit + 1)
    .as('of_one');
  const rows = await db
    .select(ofOne._.selectedFields)
    .from(sql`unnest(${idArray(tournamentIds)}) as wanted(id)`)
    .crossJoinLateral(ofOne)
    .orderBy(desc(ofOne.completedAt), desc(ofOne.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** What is left of each payment without what of it has gone back, in minor units, in the checkouts' order. */
export async function sumLeftOf(db: Db, checkoutIds: readonly string[]): Promise<number[]> {
  const rows = await db
    .select({
      checkoutId: transactions.checkoutId,
      leftMinor: sql<number>`sum(${transactions.amountMinor})`.mapWith(Number),
    })
    .from(transactions)
    .where(isOneOf(transactions.checkoutId, checkoutIds))
    .groupBy(transactions.checkoutId);
  return inOrder(checkoutIds, rows, (row) => row.checkoutId).map((row) => row?.leftMinor ?? 0);
}

/** What was donated to each tournament in all, in the ids' order. */
export async function sumDonationsOf(db: Db, tournamentIds: readonly string[]): Promise<DonationSum[]> {
  const rows = await db
    .select({
      tournamentId: checkouts.tournamentId,
      count: countDistinct(checkouts.id),
      totalMinor: sql<bigint>`sum(${transactions.amountMinor})`.mapWith(BigInt),
    })
    .from(checkouts)
    .innerJoin(
      transactions,
      and(
        eq(transactions.checkoutId, checkouts.id),
        // by which it is indexed
        eq(transactions.tournamentId, checkouts.tournamentId),
      ),
    )
    .where(and(isOneOf(checkouts.tournamentId, tournamentIds), stands))
    .groupBy(checkouts.tournamentId);
  return inOrder(tournamentIds, rows, (row) => row.tournamentId).map(
    (row) => row ?? { count: 0, totalMinor: 0n },
  );
}

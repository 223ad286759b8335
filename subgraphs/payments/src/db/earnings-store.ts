import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq, ne, sql, type SQL } from 'drizzle-orm';
import { COMMISSION_ACCOUNT, PROVIDER_ACCOUNT } from './ledger-accounts.ts';
import type * as schema from './schema.ts';
import { checkouts, ledgerEntries, transactions } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What a tournament has earned by the ledger, in minor units, however large. */
export type LedgerEarnings = {
  /** what was paid for tickets, without what went back */
  salesMinor: bigint;
  /** what was donated, without what went back */
  donationsMinor: bigint;
  /** what has gone back of both */
  refundedMinor: bigint;
  /** what the platform keeps */
  commissionMinor: bigint;
};

const NOTHING: LedgerEarnings = {
  salesMinor: 0n,
  donationsMinor: 0n,
  refundedMinor: 0n,
  commissionMinor: 0n,
};

const received = (condition: SQL | undefined) =>
  sql<bigint>`coalesce(sum(${ledgerEntries.amountMinor}) filter (where ${condition}), 0)`.mapWith(BigInt);
const given = (condition: SQL | undefined) =>
  sql<bigint>`coalesce(-sum(${ledgerEntries.amountMinor}) filter (where ${condition}), 0)`.mapWith(BigInt);

const byProvider = eq(ledgerEntries.account, PROVIDER_ACCOUNT);

/** What each tournament has earned, in the ids' order. */
export async function findEarnings(db: Db, tournamentIds: readonly string[]): Promise<LedgerEarnings[]> {
  const rows = await db
    .select({
      tournamentId: transactions.tournamentId,
      salesMinor: given(and(byProvider, ne(checkouts.type, 'DONATION'))),
      donationsMinor: given(and(byProvider, eq(checkouts.type, 'DONATION'))),
      refundedMinor: received(and(byProvider, eq(transactions.type, 'REFUND'))),
      commissionMinor: received(eq(ledgerEntries.account, COMMISSION_ACCOUNT)),
    })
    .from(transactions)
    .innerJoin(checkouts, eq(checkouts.id, transactions.checkoutId))
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, transactions.id))
    .where(isOneOf(transactions.tournamentId, tournamentIds))
    .groupBy(transactions.tournamentId);
  return inOrder(tournamentIds, rows, (row) => row.tournamentId).map((row) => row ?? NOTHING);
}

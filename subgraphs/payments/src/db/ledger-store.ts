import { newId, type Queryable } from '@arena/subgraph-kit';
import { and, eq, ne, sql } from 'drizzle-orm';
import { COMMISSION_ACCOUNT } from './ledger-accounts.ts';
import type * as schema from './schema.ts';
import {
  ledgerEntries,
  tournaments,
  transactions,
  type CheckoutType,
  type ProviderName,
  type TransactionRow,
} from './schema.ts';

type Db = Queryable<typeof schema>;

/** What an account receives in a transaction, or gives if below zero. */
export type LedgerLine = { account: string; amountMinor: number };

const paymentOf = (checkoutId: string) =>
  and(eq(transactions.checkoutId, checkoutId), ne(transactions.type, 'REFUND'));

/** Who organises a tournament; null while that has not been told. */
export async function findOrganizerId(db: Db, tournamentId: string): Promise<string | null> {
  const [row] = await db
    .select({ organizerId: tournaments.organizerId })
    .from(tournaments)
    .where(eq(tournaments.id, tournamentId));
  return row?.organizerId ?? null;
}

/** Stores the payment of a checkout; undefined when one is stored already. */
export async function insertPayment(
  tx: Db,
  row: TransactionRow & { type: CheckoutType },
): Promise<TransactionRow | undefined> {
  const [inserted] = await tx.insert(transactions).values(row).onConflictDoNothing().returning();
  return inserted;
}

/** Stores money that has gone back, or has come back of it. */
export async function insertRefund(tx: Db, row: Omit<TransactionRow, 'type'>): Promise<TransactionRow> {
  const [inserted] = await tx
    .insert(transactions)
    .values({ ...row, type: 'REFUND' })
    .returning();
  if (!inserted) throw new Error(`Refund ${row.id} was not stored`);
  return inserted;
}

/** Stores what each account receives or gives in a transaction; those that do neither are left out. */
export async function insertEntries(
  tx: Db,
  { id, currency, createdAt }: TransactionRow,
  provider: ProviderName,
  lines: readonly LedgerLine[],
): Promise<void> {
  const moved = lines.filter(({ amountMinor }) => amountMinor !== 0);
  await tx
    .insert(ledgerEntries)
    .values(
      moved.map((line) => ({ id: newId(), transactionId: id, currency, provider, createdAt, ...line })),
    );
}

/** The payment of a checkout. */
export async function findPayment(db: Db, checkoutId: string): Promise<TransactionRow | undefined> {
  const [row] = await db.select().from(transactions).where(paymentOf(checkoutId));
  return row;
}

/** The payment of a checkout, locked until the transaction ends, so that its refunds come one after the other. */
export async function lockPayment(tx: Db, checkoutId: string): Promise<TransactionRow | undefined> {
  const [row] = await tx.select().from(transactions).where(paymentOf(checkoutId)).for('update');
  return row;
}

/** What each account received or gave in a transaction. */
export const findEntries = (
  db: Db,
  transactionId: string,
): Promise<(LedgerLine & { provider: ProviderName })[]> =>
  db
    .select({
      account: ledgerEntries.account,
      amountMinor: ledgerEntries.amountMinor,
      provider: ledgerEntries.provider,
    })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.transactionId, transactionId));

/** How much of a checkout's payment has gone back, and how much of it was commission; both in minor units. */
export async function sumReversals(
  db: Db,
  checkoutId: string,
): Promise<{ refundedMinor: number; reversedMinor: number }> {
  const refunds = and(eq(transactions.checkoutId, checkoutId), eq(transactions.type, 'REFUND'));
  const [refunded] = await db
    .select({ minor: sql<number>`coalesce(-sum(${transactions.amountMinor}), 0)`.mapWith(Number) })
    .from(transactions)
    .where(refunds);
  const [reversed] = await db
    .select({ minor: sql<number>`coalesce(-sum(${ledgerEntries.amountMinor}), 0)`.mapWith(Number) })
    .from(ledgerEntries)
    .innerJoin(transactions, eq(transactions.id, ledgerEntries.transactionId))
    .where(and(refunds, eq(ledgerEntries.account, COMMISSION_ACCOUNT)));
  return { refundedMinor: refunded?.minor ?? 0, reversedMinor: reversed?.minor ?? 0 };
}

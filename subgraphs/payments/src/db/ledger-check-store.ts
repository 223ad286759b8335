import type { Queryable } from '@arena/subgraph-kit';
import {
  and,
  asc,
  countDistinct,
  eq,
  gt,
  inArray,
  isNotNull,
  like,
  ne,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
import { COMMISSION_ACCOUNT, organizerAccount, PROVIDER_ACCOUNT } from './ledger-accounts.ts';
import type * as schema from './schema.ts';
import { checkouts, ledgerEntries, tournaments, transactions, type ProviderName } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What the ledger has in one currency through one provider, in minor units, however large. */
export type Balance = {
  currency: string;
  provider: ProviderName;
  transactions: number;
  providerMinor: bigint;
  organizersMinor: bigint;
  commissionMinor: bigint;
  /** of every account */
  sumMinor: bigint;
};

/** What is wrong between a checkout and the ledger. */
export type CheckoutFault =
  | 'PAYMENT_MISSING'
  | 'PAYMENT_UNTOLD'
  | 'PAYMENT_DIFFERENT'
  | 'REVERSAL_MISSING'
  | 'REVERSAL_UNTOLD'
  | 'REVERSAL_DIFFERENT'
  | 'BEYOND_PAYMENT';

const { account, amountMinor } = ledgerEntries;
const isProvider = eq(account, PROVIDER_ACCOUNT);
const isCommission = eq(account, COMMISSION_ACCOUNT);
const isRefund = eq(transactions.type, 'REFUND');
const isPayment = ne(transactions.type, 'REFUND');

const sumIf = (condition: SQL | undefined) =>
  sql<bigint>`coalesce(sum(${amountMinor}) filter (where ${condition}), 0)`.mapWith(BigInt);

/** Lets the statements of a transaction take as long as they need: a whole ledger is more than a request reads. */
export async function allowLongReads(tx: Db): Promise<void> {
  await tx.execute(sql`set local statement_timeout = 0`);
}

/** What the ledger has, a row for each currency and provider. */
export const sumLedger = (db: Db): Promise<Balance[]> =>
  db
    .select({
      currency: ledgerEntries.currency,
      provider: ledgerEntries.provider,
      transactions: countDistinct(ledgerEntries.transactionId),
      providerMinor: sumIf(isProvider),
      organizersMinor: sumIf(like(account, organizerAccount('%'))),
      commissionMinor: sumIf(isCommission),
      sumMinor: sql<bigint>`sum(${amountMinor})`.mapWith(BigInt),
    })
    .from(ledgerEntries)
    .groupBy(ledgerEntries.currency, ledgerEntries.provider)
    .orderBy(asc(ledgerEntries.currency), asc(ledgerEntries.provider));

/** The first transactions whose entries do not sum to zero in every currency, or do not move their amount. */
export async function findUnbalanced(db: Db, limit: number): Promise<string[]> {
  const bySide = db
    .select({
      transactionId: ledgerEntries.transactionId,
      sum: sql<string>`sum(${amountMinor})`.as('sum'),
      given: sql<string>`-sum(${amountMinor}) filter (where ${and(
        isProvider,
        eq(ledgerEntries.currency, transactions.currency),
      )})`.as('given'),
    })
    .from(ledgerEntries)
    .innerJoin(transactions, eq(transactions.id, ledgerEntries.transactionId))
    .groupBy(ledgerEntries.transactionId, ledgerEntries.currency, ledgerEntries.provider)
    .as('by_side');
  const rows = await db
    .select({ id: transactions.id })
    .from(transactions)
    .leftJoin(bySide, eq(bySide.transactionId, transactions.id))
    .groupBy(transactions.id)
    .having(
      sql`count(*) filter (where ${bySide.sum} <> 0) > 0
        or coalesce(sum(${bySide.given}), 0) <> ${transactions.amountMinor} or count(${bySide.sum}) = 0`,
    )
    .orderBy(asc(transactions.id))
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Whether an entry is of the provider, the platform or the tournament's own organiser. */
const isOfParty = or(
  isProvider,
  isCommission,
  sql`${account} = ${organizerAccount('')}::text || ${tournaments.organizerId}::text`,
);

/** What the ledger has of each checkout. */
const movementsOf = (db: Db) =>
  db
    .select({
      checkoutId: transactions.checkoutId,
      paid: sql<string>`coalesce(-sum(${amountMinor}) filter (where ${and(isPayment, isProvider)}), 0)`.as(
        'paid',
      ),
      back: sql<string>`coalesce(sum(${amountMinor}) filter (where ${and(isRefund, isProvider)}), 0)`.as(
        'back',
      ),
      commission:
        sql<string>`coalesce(sum(${amountMinor}) filter (where ${and(isPayment, isCommission)}), 0)`.as(
          'commission',
        ),
      kept: sql<string>`coalesce(sum(${amountMinor}) filter (where ${isCommission}), 0)`.as('kept'),
      isSame: sql<boolean>`bool_and(${and(
        eq(ledgerEntries.currency, checkouts.currency),
        eq(ledgerEntries.provider, checkouts.provider),
        eq(transactions.personId, checkouts.buyerId),
        eq(transactions.tournamentId, checkouts.tournamentId),
        isOfParty,
        or(isRefund, sql`${transactions.type}::text = ${checkouts.type}::text`),
      )})`.as('is_same'),
    })
    .from(transactions)
    .innerJoin(checkouts, eq(checkouts.id, transactions.checkoutId))
    .leftJoin(tournaments, eq(tournaments.id, checkouts.tournamentId))
    .innerJoin(ledgerEntries, eq(ledgerEntries.transactionId, transactions.id))
    .groupBy(transactions.checkoutId)
    .as('movements');

const costs = gt(checkouts.amountMinor, 0);
const isPaid = or(
  isNotNull(checkouts.paidAt),
  and(costs, inArray(checkouts.status, ['SUCCEEDED', 'REFUNDING', 'REFUNDED', 'DISPUTED'])),
);
const isRefunded = or(isNotNull(checkouts.refundedAt), and(costs, eq(checkouts.status, 'REFUNDED')));

/** The first checkouts that do not agree with the ledger. */
export async function findDisagreeing(
  db: Db,
  limit: number,
): Promise<{ checkoutId: string; fault: CheckoutFault }[]> {
  const moved = movementsOf(db);
  // in proportion and half up
  const reversedShare = sql`div(2 * ${moved.commission} * ${moved.back} + ${moved.paid}, 2 * ${moved.paid})`;
  const isWhole = sql`${moved.back} = ${moved.paid} and ${moved.kept} = 0`;
  const fault = sql<CheckoutFault | null>`case
    when ${isPaid} and ${moved.paid} is null then 'PAYMENT_MISSING'
    when not (${isPaid}) and ${moved.paid} is not null then 'PAYMENT_UNTOLD'
    when ${moved.paid} <> ${checkouts.amountMinor} or ${moved.commission} <> ${checkouts.commissionMinor}
      or not ${moved.isSame} then 'PAYMENT_DIFFERENT'
    when ${moved.back} > ${moved.paid} then 'BEYOND_PAYMENT'
    when ${isRefunded} and not (${isWhole}) then 'REVERSAL_MISSING'
    when not (${isRefunded}) and ${isWhole} then 'REVERSAL_UNTOLD'
    when ${moved.back} < least(${checkouts.disputeLostMinor}, ${moved.paid}) then 'REVERSAL_MISSING'
    when ${moved.commission} - ${moved.kept} <> ${reversedShare} then 'REVERSAL_DIFFERENT'
  end`;
  const judged = db
    .select({ checkoutId: sql<string>`${checkouts.id}`.as('checkout_id'), fault: fault.as('fault') })
    .from(checkouts)
    .leftJoin(moved, eq(moved.checkoutId, checkouts.id))
    .as('judged');
  return db
    .select({ checkoutId: judged.checkoutId, fault: sql<CheckoutFault>`${judged.fault}` })
    .from(judged)
    .where(isNotNull(judged.fault))
    .orderBy(asc(judged.checkoutId))
    .limit(limit);
}

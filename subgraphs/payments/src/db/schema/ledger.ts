import { sql } from 'drizzle-orm';
import { check, index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { checkouts, providerName } from './checkouts.ts';
import { amountMinor, instant } from './columns.ts';

export const transactionType = pgEnum('transaction_type', [
  'PARTICIPANT_SALE',
  'VIEWER_SALE',
  'DONATION',
  'REFUND',
]);

/** Money that has moved for a person: what was paid, or what went back. Never changed or deleted. */
export const transactions = pgTable(
  'transactions',
  {
    id: uuid().primaryKey(),
    checkoutId: uuid()
      .notNull()
      .references(() => checkouts.id),
    personId: uuid().notNull(),
    tournamentId: uuid().notNull(),
    type: transactionType().notNull(),
    /** negative for a REFUND; above zero for one that has come back from the buyer's bank */
    amountMinor: amountMinor().notNull(),
    currency: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    // a checkout is paid once; the provider may take its money back in several parts
    uniqueIndex('transactions_paid_once')
      .on(table.checkoutId)
      .where(sql`type <> 'REFUND'`),
    index('transactions_person').on(table.personId, table.createdAt, table.id),
    index('transactions_tournament').on(table.tournamentId, table.type),
    check(
      'transactions_sign',
      sql`${table.amountMinor} > 0 or (${table.type} = 'REFUND') = (${table.amountMinor} < 0)`,
    ),
  ],
);

/** The two sides of each transaction and more: entries that sum to zero. Never changed or deleted. */
export const ledgerEntries = pgTable(
  'ledger_entries',
  {
    id: uuid().primaryKey(),
    transactionId: uuid()
      .notNull()
      .references(() => transactions.id),
    /** `provider`, `organizer:<id>` or `commission` */
    account: text().notNull(),
    /** above zero for what an account receives, below for what it gives */
    amountMinor: amountMinor().notNull(),
    currency: text().notNull(),
    provider: providerName().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('ledger_entries_transaction').on(table.transactionId),
    index('ledger_entries_account').on(table.account, table.currency, table.provider),
  ],
);

export type TransactionRow = typeof transactions.$inferSelect;
export type TransactionType = TransactionRow['type'];
export type LedgerEntryRow = typeof ledgerEntries.$inferSelect;

import { instantKeySchema, keyset, type Connection, type PageArguments } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { TransactionRow } from '../db/schema.ts';
import { countTransactionsOf, listTransactionsOf } from '../db/transaction-store.ts';

/** A page of transactions; the whole list is counted only when asked for. */
export type TransactionPage = Connection<TransactionRow> & { totalCount: () => Promise<number> };

const list = keyset<TransactionRow, typeof instantKeySchema>({
  name: 'ownTransactions',
  key: instantKeySchema,
  keyOf: ({ createdAt, id }) => [createdAt.toISOString(), id],
});

/**
 * A page of the money that has moved for a person, the last first.
 * @throws BadUserInput for a faulty `first` or cursor
 */
export async function listTransactions(
  { db }: App,
  personId: string,
  args: PageArguments,
): Promise<TransactionPage> {
  const page = list.parse(args);
  const rows = await listTransactionsOf(db, personId, page);
  return { ...list.connect(rows, page), totalCount: () => countTransactionsOf(db, personId) };
}

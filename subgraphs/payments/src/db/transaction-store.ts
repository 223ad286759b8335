import type { PageRequest, Queryable } from '@arena/subgraph-kit';
import { and, desc, eq, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { transactions, type TransactionRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** An instant as RFC 3339 and the id that breaks ties. */
export type InstantKey = [at: string, id: string];

/** A page of a person's transactions, the last first, and one row more when others follow. */
export const listTransactionsOf = (
  db: Db,
  personId: string,
  { limit, after }: PageRequest<InstantKey>,
): Promise<TransactionRow[]> =>
  db
    .select()
    .from(transactions)
    .where(
      and(
        eq(transactions.personId, personId),
        after
          ? sql`(${transactions.createdAt}, ${transactions.id}) < (${after[0]}::timestamptz, ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(transactions.createdAt), desc(transactions.id))
    .limit(limit + 1);

/** How many transactions a person has. */
export async function countTransactionsOf(db: Db, personId: string): Promise<number> {
  return db.$count(transactions, eq(transactions.personId, personId));
}

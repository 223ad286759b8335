import { grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { asc, eq, max } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { saleStages, type SaleStageRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The sale stages of each tournament in the order they open, in the ids' order. */
export async function findSaleStages(db: Db, tournamentIds: readonly string[]): Promise<SaleStageRow[][]> {
  const rows = await db
    .select()
    .from(saleStages)
    .where(isOneOf(saleStages.tournamentId, tournamentIds))
    .orderBy(asc(saleStages.startsAt), asc(saleStages.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** When the last sale stage of a tournament closes; null without stages. */
export async function lastStageEnd(db: Db, tournamentId: string): Promise<Date | null> {
  const [row] = await db
    .select({ endsAt: max(saleStages.endsAt) })
    .from(saleStages)
    .where(eq(saleStages.tournamentId, tournamentId));
  return row?.endsAt ?? null;
}

/** Stores sale stages. */
export async function insertSaleStages(db: Db, rows: SaleStageRow[]): Promise<void> {
  if (rows.length > 0) await db.insert(saleStages).values(rows);
}

/** Removes the sale stages of a tournament. */
export async function deleteSaleStages(db: Db, tournamentId: string): Promise<void> {
  await db.delete(saleStages).where(eq(saleStages.tournamentId, tournamentId));
}

import { grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { asc, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { matchOpponents, type OpponentRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The opponents of each match as they were named, in the ids' order. */
export async function findOpponents(db: Db, matchIds: readonly string[]): Promise<OpponentRow[][]> {
  const rows = await db
    .select()
    .from(matchOpponents)
    .where(isOneOf(matchOpponents.matchId, matchIds))
    .orderBy(asc(matchOpponents.position));
  return grouped(matchIds, rows, (row) => row.matchId);
}

/** Stores the opponents of a new match. */
export async function insertOpponents(tx: Db, rows: OpponentRow[]): Promise<void> {
  await tx.insert(matchOpponents).values(rows);
}

/** Notes how the opponents came out of their match. The tournament must be locked. */
export async function updateResults(tx: Db, rows: OpponentRow[]): Promise<void> {
  await tx
    .insert(matchOpponents)
    .values(rows)
    .onConflictDoUpdate({
      target: matchOpponents.id,
      set: { score: sql`excluded.score`, isWinner: sql`excluded.is_winner` },
    });
}

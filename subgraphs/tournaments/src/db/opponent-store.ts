import { grouped, insertRows, isOneOf, type Queryable } from '@arena/subgraph-kit';
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

/** Stores the opponents of new matches. */
export const insertOpponents = (tx: Db, rows: readonly OpponentRow[]): Promise<void> =>
  insertRows(tx, matchOpponents, rows);

/** Notes how the opponents came out of their match. The tournament must be locked. */
export async function updateResults(tx: Db, rows: readonly OpponentRow[]): Promise<void> {
  // who has won no more goes first, since a match never has two winners
  const losersFirst = [...rows].sort((a, b) => Number(a.isWinner) - Number(b.isWinner));
  await tx
    .insert(matchOpponents)
    .values(losersFirst)
    .onConflictDoUpdate({
      target: matchOpponents.id,
      set: { score: sql`excluded.score`, isWinner: sql`excluded.is_winner` },
    });
}

/** Puts other teams into the matches of a bracket. The tournament must be locked. */
export async function updateTeams(tx: Db, rows: OpponentRow[]): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insert(matchOpponents)
    .values(rows)
    .onConflictDoUpdate({ target: matchOpponents.id, set: { teamId: sql`excluded.team_id` } });
}

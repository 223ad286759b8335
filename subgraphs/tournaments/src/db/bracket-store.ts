import { grouped, inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { asc, eq, getTableColumns } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { bracketGroups, bracketRounds, brackets, type BracketRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A round with what it is part of. */
export type PlacedRound = typeof bracketRounds.$inferSelect &
  Pick<BracketRow, 'format'> & { groupNumber: number };

/** The brackets of each tournament in the order they are played, in the ids' order. */
export async function findBracketsOf(db: Db, tournamentIds: readonly string[]): Promise<BracketRow[][]> {
  const rows = await db
    .select()
    .from(brackets)
    .where(isOneOf(brackets.tournamentId, tournamentIds))
    .orderBy(asc(brackets.number));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

const placedRounds = (db: Db) =>
  db
    .select({ ...getTableColumns(bracketRounds), groupNumber: bracketGroups.number, format: brackets.format })
    .from(bracketRounds)
    .innerJoin(bracketGroups, eq(bracketGroups.id, bracketRounds.groupId))
    .innerJoin(brackets, eq(brackets.id, bracketRounds.bracketId));

/** The rounds of each bracket, part by part, in the ids' order. */
export async function findRoundsOf(db: Db, bracketIds: readonly string[]): Promise<PlacedRound[][]> {
  const rows = await placedRounds(db)
    .where(isOneOf(bracketRounds.bracketId, bracketIds))
    .orderBy(asc(bracketGroups.number), asc(bracketRounds.number));
  return grouped(bracketIds, rows, (row) => row.bracketId);
}

/** The rounds with these ids, in their order; null where there is none. */
export async function findRounds(db: Db, ids: readonly string[]): Promise<(PlacedRound | null)[]> {
  const rows = await placedRounds(db).where(isOneOf(bracketRounds.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

import { grouped, inOrder, insertRows, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, getTableColumns, gt } from 'drizzle-orm';
import type * as schema from './schema.ts';
import {
  bracketGroups,
  bracketMatches,
  bracketRounds,
  brackets,
  type BracketGroupRow,
  type BracketMatchRow,
  type BracketRoundRow,
  type BracketRow,
} from './schema.ts';

type Db = Queryable<typeof schema>;

/** A round with what it is part of. */
export type PlacedRound = BracketRoundRow & Pick<BracketRow, 'format'> & { groupNumber: number };

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

/** A bracket with all that it is laid out in. */
export type BracketLayout = {
  bracket: BracketRow;
  groups: BracketGroupRow[];
  rounds: BracketRoundRow[];
  slots: BracketMatchRow[];
};

/** Stores groups, rounds and slots of a bracket. */
export async function insertLayout(
  tx: Db,
  { groups, rounds, slots }: Omit<BracketLayout, 'bracket'>,
): Promise<void> {
  await insertRows(tx, bracketGroups, groups);
  await insertRows(tx, bracketRounds, rounds);
  await insertRows(tx, bracketMatches, slots);
}

/** Stores a new bracket. */
export async function insertBracket(tx: Db, { bracket, ...layout }: BracketLayout): Promise<void> {
  await tx.insert(brackets).values(bracket);
  await insertLayout(tx, layout);
}

/** Deletes a bracket and how it is laid out; its matches stay, as part of none. */
export async function deleteBracket(tx: Db, id: string): Promise<void> {
  await tx.delete(brackets).where(eq(brackets.id, id));
}

/** The bracket with this id. */
export async function findBracket(db: Db, id: string): Promise<BracketRow | undefined> {
  const [row] = await db.select().from(brackets).where(eq(brackets.id, id));
  return row;
}

/** The slots of a bracket, round by round. */
export const findSlots = (db: Db, bracketId: string): Promise<(BracketMatchRow & { round: number })[]> =>
  db
    .select({ ...getTableColumns(bracketMatches), round: bracketRounds.number })
    .from(bracketMatches)
    .innerJoin(bracketRounds, eq(bracketRounds.id, bracketMatches.roundId))
    .where(eq(bracketMatches.bracketId, bracketId))
    .orderBy(asc(bracketRounds.number), asc(bracketMatches.number));

/** Deletes the rounds of a group that follow this one; their matches stay, as part of none. */
export async function deleteRoundsAfter(tx: Db, { groupId, number }: BracketRoundRow): Promise<void> {
  await tx
    .delete(bracketRounds)
    .where(and(eq(bracketRounds.groupId, groupId), gt(bracketRounds.number, number)));
}

/** Has a slot of a bracket be played as another match than it would be. */
export async function renameSlot(tx: Db, id: string, newId: string): Promise<void> {
  await tx.update(bracketMatches).set({ id: newId }).where(eq(bracketMatches.id, id));
}

/** The bracket that a person made under this idempotency key. */
export async function findBracketByIdempotencyKey(
  db: Db,
  creatorId: string,
  idempotencyKey: string,
): Promise<BracketRow | undefined> {
  const [row] = await db
    .select()
    .from(brackets)
    .where(and(eq(brackets.creatorId, creatorId), eq(brackets.idempotencyKey, idempotencyKey)));
  return row;
}

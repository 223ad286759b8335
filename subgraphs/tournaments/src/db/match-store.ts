import {
  grouped,
  idArray,
  inOrder,
  insertRows,
  isOneOf,
  type PageRequest,
  type Queryable,
} from '@arena/subgraph-kit';
import { and, asc, count, eq, getTableColumns, gt, gte, inArray, isNull, lt, ne, or, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import {
  bracketRounds,
  matches,
  startOrNever,
  type BracketRoundRow,
  type MatchRow,
  type MatchStatus,
} from './schema.ts';

type Db = Queryable<typeof schema>;

/** When a match starts, as RFC 3339, and the id that breaks ties; null for one without a date. */
export type MatchKey = [startsAt: string | null, id: string];

/** A page of matches in one of these statuses; in any where none is given. */
export type MatchPageRequest = PageRequest<MatchKey> & { statuses: readonly MatchStatus[] };

/** How many matches are in each status; none where a status is missing. */
export type MatchCounts = Partial<Record<MatchStatus, number>>;

/** The matches with these ids, in their order; null where there is none. */
export async function findMatches(db: Db, ids: readonly string[]): Promise<(MatchRow | null)[]> {
  const rows = await db.select().from(matches).where(isOneOf(matches.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** The match that a person created under this idempotency key. */
export async function findMatchByIdempotencyKey(
  db: Db,
  creatorId: string,
  idempotencyKey: string,
): Promise<MatchRow | undefined> {
  const [row] = await db
    .select()
    .from(matches)
    .where(and(eq(matches.creatorId, creatorId), eq(matches.idempotencyKey, idempotencyKey)));
  return row;
}

/** The same page of each tournament's matches, those that start soonest first and those without a date last, in the ids' order. */
export async function listMatches(
  db: Db,
  tournamentIds: readonly string[],
  { limit, after, statuses }: MatchPageRequest,
): Promise<MatchRow[][]> {
  const start = startOrNever(matches);
  const ofOne = db
    .select()
    .from(matches)
    .where(
      and(
        eq(matches.tournamentId, sql`wanted.id`),
        statuses.length > 0 ? inArray(matches.status, [...statuses]) : undefined,
        after
          ? sql`(${start}, ${matches.id}) > (coalesce(${after[0]}::timestamptz, 'infinity'), ${after[1]}::uuid)`
          : undefined,
      ),
    )
    .orderBy(asc(start), asc(matches.id))
    .limit(limit + 1)
    .as('of_one');
  const rows = await db
    .select(ofOne._.selectedFields)
    .from(sql`unnest(${idArray(tournamentIds)}) as wanted(id)`)
    .crossJoinLateral(ofOne)
    .orderBy(sql`${ofOne.startsAt} asc nulls last`, asc(ofOne.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** How many matches of each tournament are in each status, in the ids' order. */
export async function countMatches(db: Db, tournamentIds: readonly string[]): Promise<MatchCounts[]> {
  const rows = await db
    .select({ tournamentId: matches.tournamentId, status: matches.status, count: count() })
    .from(matches)
    .where(isOneOf(matches.tournamentId, tournamentIds))
    .groupBy(matches.tournamentId, matches.status);
  return grouped(tournamentIds, rows, (row) => row.tournamentId).map((ofOne) =>
    Object.fromEntries(ofOne.map((row) => [row.status, row.count])),
  );
}

/** How many matches of a tournament are part of no bracket, those CANCELED aside. */
export const countMatchesOutsideBrackets = (db: Db, tournamentId: string): Promise<number> =>
  db.$count(
    matches,
    and(eq(matches.tournamentId, tournamentId), ne(matches.status, 'CANCELED'), isNull(matches.roundId)),
  );

/** The matches of a tournament, those CANCELED aside, that have a date but not within these. */
export async function findMatchesOutside(
  db: Db,
  tournamentId: string,
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
): Promise<string[]> {
  const rows = await db
    .select({ id: matches.id })
    .from(matches)
    .where(
      and(
        eq(matches.tournamentId, tournamentId),
        ne(matches.status, 'CANCELED'),
        or(lt(matches.startsAt, startsAt), gte(matches.startsAt, endsAt)),
      ),
    )
    .orderBy(asc(matches.startsAt), asc(matches.id));
  return rows.map(({ id }) => id);
}

/** Stores new matches. */
export const insertMatches = (tx: Db, rows: readonly MatchRow[]): Promise<void> =>
  insertRows(tx, matches, rows);

/** Changes a match, which must exist, and returns it as it is then. The tournament must be locked. */
export async function updateMatch(
  tx: Db,
  id: string,
  changes: Partial<Omit<MatchRow, 'id' | 'tournamentId'>>,
): Promise<MatchRow> {
  const [row] = await tx.update(matches).set(changes).where(eq(matches.id, id)).returning();
  if (!row) throw new Error(`Match ${id} is gone`);
  return row;
}

/** The matches of a bracket. */
export const findMatchesOfBracket = (tx: Db, bracketId: string): Promise<MatchRow[]> =>
  tx
    .select(getTableColumns(matches))
    .from(matches)
    .innerJoin(bracketRounds, eq(bracketRounds.id, matches.roundId))
    .where(eq(bracketRounds.bracketId, bracketId));

/** Calls the matches of a tournament off that are in one of these statuses. The tournament must be locked. */
export const cancelMatchesIn = (
  tx: Db,
  tournamentId: string,
  statuses: readonly MatchStatus[],
  cancelReason: string | null,
): Promise<MatchRow[]> =>
  tx
    .update(matches)
    .set({ status: 'CANCELED', cancelReason })
    .where(and(eq(matches.tournamentId, tournamentId), inArray(matches.status, [...statuses])))
    .returning();

/** The matches that are played in a group of a bracket after this round. */
export const findMatchesAfter = (db: Db, { groupId, number }: BracketRoundRow): Promise<MatchRow[]> =>
  db
    .select(getTableColumns(matches))
    .from(matches)
    .innerJoin(bracketRounds, eq(bracketRounds.id, matches.roundId))
    .where(and(eq(bracketRounds.groupId, groupId), gt(bracketRounds.number, number)))
    .orderBy(asc(bracketRounds.number), asc(matches.numberInRound));

/** How many matches of a round have no result yet. */
export const countUndecidedInRound = (db: Db, roundId: string): Promise<number> =>
  db.$count(matches, and(eq(matches.roundId, roundId), ne(matches.status, 'FINISHED')));

/** The matches of each round by number, in the ids' order. */
export async function findMatchesOfRounds(db: Db, roundIds: readonly string[]): Promise<MatchRow[][]> {
  const rows = await db
    .select()
    .from(matches)
    .where(isOneOf(matches.roundId, roundIds))
    .orderBy(asc(matches.numberInRound));
  return grouped(roundIds, rows, (row) => row.roundId ?? '');
}

/** Calls matches off and takes them out of their bracket. The tournament must be locked. */
export const cancelBracketMatches = (
  tx: Db,
  ids: readonly string[],
  cancelReason: string,
): Promise<MatchRow[]> =>
  tx
    .update(matches)
    .set({ status: 'CANCELED', cancelReason, roundId: null, numberInRound: null })
    .where(isOneOf(matches.id, ids))
    .returning();

/** Deletes matches that nobody has begun. The tournament must be locked. */
export async function deleteMatches(tx: Db, ids: readonly string[]): Promise<void> {
  await tx.delete(matches).where(isOneOf(matches.id, ids));
}

import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq, lt, not, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { matches, tournaments, type MatchRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A match as it stands, its tournament being over or not. */
export type KnownMatch = Pick<MatchRow, 'id' | 'tournamentId' | 'status'> & { isOver: boolean };

/** Whether the match of a row is over, or its tournament; both must be joined. */
export const matchIsOver = sql<boolean>`(${matches.status} in ('FINISHED', 'CANCELED') or ${tournaments.isOver})`;

const selectKnown = (db: Db) =>
  db
    .select({
      id: matches.id,
      tournamentId: matches.tournamentId,
      status: matches.status,
      isOver: matchIsOver,
    })
    .from(matches)
    .innerJoin(tournaments, eq(tournaments.id, matches.tournamentId));

/** The matches with these ids, in their order; null where none has been told of. */
export async function findMatches(db: Db, ids: readonly string[]): Promise<(KnownMatch | null)[]> {
  const rows = await selectKnown(db).where(isOneOf(matches.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** The matches of a tournament that are not over. */
export const findOpenMatches = (db: Db, tournamentId: string): Promise<KnownMatch[]> =>
  selectKnown(db).where(and(eq(matches.tournamentId, tournamentId), not(matchIsOver)));

/** Remembers what an event tells of a match, unless it has come further already. */
export async function recordMatch(
  tx: Db,
  told: Pick<MatchRow, 'id' | 'tournamentId' | 'status'>,
): Promise<void> {
  const { status } = told;
  await tx
    .insert(matches)
    .values(told)
    .onConflictDoUpdate({ target: matches.id, set: { status }, setWhere: lt(matches.status, status) });
}

/** Remembers how many people have watched a match at once, and its tournament's matches, where none were more. */
export async function raisePeaks(
  db: Db,
  { matchId, tournamentId }: { matchId: string; tournamentId: string },
  peaks: { ofMatch: number; ofTournament: number },
): Promise<void> {
  await db.execute(sql`
    with raised as (
      update ${matches} set peak_viewers = ${peaks.ofMatch}
      where ${matches.id} = ${matchId} and ${matches.peakViewers} < ${peaks.ofMatch}
    )
    update ${tournaments} set peak_viewers = ${peaks.ofTournament}
    where ${tournaments.id} = ${tournamentId} and ${tournaments.peakViewers} < ${peaks.ofTournament}`);
}

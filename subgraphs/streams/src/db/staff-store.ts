import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { matches, tournamentStaff } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Which of the tournaments a person runs, in the ids' order. */
export async function findRunTournaments(
  db: Db,
  userId: string,
  tournamentIds: readonly string[],
): Promise<boolean[]> {
  const { tournamentId: id } = tournamentStaff;
  const rows = await db
    .select({ id })
    .from(tournamentStaff)
    .where(and(isOneOf(id, tournamentIds), eq(tournamentStaff.userId, userId)));
  return inOrder(tournamentIds, rows, (row) => row.id).map((row) => row !== null);
}

/** The matches of tournaments that a person runs, in the ids' order; null for those of others. */
export async function findRunMatches(
  db: Db,
  userId: string,
  matchIds: readonly string[],
): Promise<({ matchId: string; tournamentId: string } | null)[]> {
  const rows = await db
    .select({ matchId: matches.id, tournamentId: matches.tournamentId })
    .from(matches)
    .innerJoin(tournamentStaff, eq(tournamentStaff.tournamentId, matches.tournamentId))
    .where(and(isOneOf(matches.id, matchIds), eq(tournamentStaff.userId, userId)));
  return inOrder(matchIds, rows, (row) => row.matchId);
}

/** Replaces the whole staff of a tournament. */
export async function replaceStaff(tx: Db, tournamentId: string, userIds: readonly string[]): Promise<void> {
  await tx.delete(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));
  if (userIds.length === 0) return;
  await tx.insert(tournamentStaff).values(userIds.map((userId) => ({ tournamentId, userId })));
}

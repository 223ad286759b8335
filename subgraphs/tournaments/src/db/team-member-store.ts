import { counts, grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, count, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { teamMembers, type TeamMemberRow } from './schema.ts';

type Db = Queryable<typeof schema>;
type Owner = typeof teamMembers.teamId | typeof teamMembers.tournamentId | typeof teamMembers.userId;

/** The members of each team in the order they joined, in the ids' order. */
export async function findMembers(db: Db, teamIds: readonly string[]): Promise<TeamMemberRow[][]> {
  const rows = await db
    .select()
    .from(teamMembers)
    .where(isOneOf(teamMembers.teamId, teamIds))
    .orderBy(asc(teamMembers.joinedAt), asc(teamMembers.id));
  return grouped(teamIds, rows, (row) => row.teamId);
}

/** The place that a ticket gives, if any. */
export async function findPlace(db: Db, ticketId: string): Promise<TeamMemberRow | undefined> {
  const [row] = await db.select().from(teamMembers).where(eq(teamMembers.ticketId, ticketId));
  return row;
}

/** Gives people places. The tournament must be locked. */
export async function insertPlaces(tx: Db, rows: TeamMemberRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(teamMembers).values(rows);
}

/** Takes a place away. The tournament must be locked. */
export async function deletePlace(tx: Db, id: string): Promise<void> {
  await tx.delete(teamMembers).where(eq(teamMembers.id, id));
}

/** Takes a person's place in a tournament away, if they have one. The tournament must be locked. */
export async function deletePlaceOf(tx: Db, tournamentId: string, userId: string): Promise<void> {
  await tx
    .delete(teamMembers)
    .where(and(eq(teamMembers.tournamentId, tournamentId), eq(teamMembers.userId, userId)));
}

async function countBy(db: Db, owner: Owner, ids: readonly string[]): Promise<number[]> {
  const rows = await db
    .select({ id: owner, count: count() })
    .from(teamMembers)
    .where(isOneOf(owner, ids))
    .groupBy(owner);
  return counts(ids, rows);
}

/** How many members each team has, in the ids' order. */
export const countMembers = (db: Db, teamIds: readonly string[]): Promise<number[]> =>
  countBy(db, teamMembers.teamId, teamIds);

/** How many players each tournament has, in the ids' order. */
export const countPlayers = (db: Db, tournamentIds: readonly string[]): Promise<number[]> =>
  countBy(db, teamMembers.tournamentId, tournamentIds);

/** How many teams each person plays in, in the ids' order. */
export const countTeamsOfPlayers = (db: Db, userIds: readonly string[]): Promise<number[]> =>
  countBy(db, teamMembers.userId, userIds);

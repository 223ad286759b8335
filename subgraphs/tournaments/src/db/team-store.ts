import { grouped, idArray, inOrder, isOneOf, type PageRequest, type Queryable } from '@arena/subgraph-kit';
import { and, asc, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { teamMembers, teams, type TeamRow } from './schema.ts';
import type { InstantKey } from './tournament-list-store.ts';

type Db = Queryable<typeof schema>;

/** A team as somebody's: with the membership that makes it so. */
export type JoinedTeam = TeamRow & { membershipId: string; userId: string; joinedAt: Date };

/** The teams with these ids, in their order; null where there is none. */
export async function findTeams(db: Db, ids: readonly string[]): Promise<(TeamRow | null)[]> {
  const rows = await db.select().from(teams).where(isOneOf(teams.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** The teams of each tournament by number, in the ids' order. */
export async function findTeamsOf(db: Db, tournamentIds: readonly string[]): Promise<TeamRow[][]> {
  const rows = await db
    .select()
    .from(teams)
    .where(isOneOf(teams.tournamentId, tournamentIds))
    .orderBy(asc(teams.number));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** The team a person plays in in each tournament, in the ids' order; null where there is none. */
export async function findTeamsOfPlayer(
  db: Db,
  userId: string,
  tournamentIds: readonly string[],
): Promise<(TeamRow | null)[]> {
  const rows = await db
    .select(getTableColumns(teams))
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(and(isOneOf(teamMembers.tournamentId, tournamentIds), eq(teamMembers.userId, userId)));
  return inOrder(tournamentIds, rows, (row) => row.tournamentId);
}

/** The same page of each person's teams, the last joined first, in the ids' order. */
export async function listTeamsOfPlayers(
  db: Db,
  userIds: readonly string[],
  { limit, after }: PageRequest<InstantKey>,
): Promise<JoinedTeam[][]> {
  const position = sql`(${teamMembers.joinedAt}, ${teamMembers.id})`;
  const ofOne = db
    .select({
      ...getTableColumns(teams),
      membershipId: sql<string>`${teamMembers.id}`.as('membership_id'),
      userId: teamMembers.userId,
      joinedAt: teamMembers.joinedAt,
    })
    .from(teamMembers)
    .innerJoin(teams, eq(teams.id, teamMembers.teamId))
    .where(
      and(
        eq(teamMembers.userId, sql`wanted.id`),
        after ? sql`${position} < (${after[0]}::timestamptz, ${after[1]}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(teamMembers.joinedAt), desc(teamMembers.id))
    .limit(limit + 1)
    .as('of_one');
  const rows = await db
    .select(ofOne._.selectedFields)
    .from(sql`unnest(${idArray(userIds)}) as wanted(id)`)
    .crossJoinLateral(ofOne)
    .orderBy(desc(ofOne.joinedAt), desc(ofOne.membershipId));
  return grouped(userIds, rows, (row) => row.userId);
}

/** Stores teams. */
export async function insertTeams(db: Db, rows: TeamRow[]): Promise<void> {
  await db.insert(teams).values(rows);
}

/** Gives a team, which must exist, another name. */
export async function updateTeamName(db: Db, id: string, name: string, nameKey: string): Promise<TeamRow> {
  const [row] = await db.update(teams).set({ name, nameKey }).where(eq(teams.id, id)).returning();
  if (!row) throw new Error(`Team ${id} is gone`);
  return row;
}

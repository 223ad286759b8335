import type { Queryable } from '@arena/subgraph-kit';
import { asc, count } from 'drizzle-orm';
import { counts, grouped, isOneOf } from './batches.ts';
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

import { counts, inOrder, isOneOf, idArray, type Queryable } from '@arena/subgraph-kit';
import { and, eq, isNotNull, isNull, not, sql } from 'drizzle-orm';
import { matchIsOver } from './match-store.ts';
import type * as schema from './schema.ts';
import { attendances, matches, streamBans, tournaments, type Revocation } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The matches, of those that are not over, to which a person was admitted and may be so still, in the ids' order. */
export async function findAdmittingMatches(
  db: Db,
  userId: string,
  matchIds: readonly string[],
): Promise<({ matchId: string; tournamentId: string } | null)[]> {
  const rows = await db
    .select({ matchId: attendances.matchId, tournamentId: attendances.tournamentId })
    .from(attendances)
    .innerJoin(matches, eq(matches.id, attendances.matchId))
    .innerJoin(tournaments, eq(tournaments.id, matches.tournamentId))
    .where(
      and(
        isOneOf(attendances.matchId, matchIds),
        eq(attendances.userId, userId),
        isNull(attendances.revocation),
        not(matchIsOver),
      ),
    );
  return inOrder(matchIds, rows, (row) => row.matchId);
}

/** Those of some people who were admitted to a match that is not over, and may be so still; seen to watch before or not. */
export const findAdmitted = (
  db: Db,
  matchId: string,
  userIds: readonly string[],
): Promise<{ userId: string; wasSeen: boolean }[]> =>
  db
    .select({ userId: attendances.userId, wasSeen: sql<boolean>`${attendances.firstSeenAt} is not null` })
    .from(attendances)
    .innerJoin(matches, eq(matches.id, attendances.matchId))
    .innerJoin(tournaments, eq(tournaments.id, matches.tournamentId))
    .where(
      and(
        eq(attendances.matchId, matchId),
        isOneOf(attendances.userId, userIds),
        isNull(attendances.revocation),
        not(matchIsOver),
      ),
    );

/** Somebody who watches a match. */
export type Watching = { matchId: string; userId: string };

/** Why somebody may watch no longer: the match is over, or else their admission was revoked. */
export type Ending = Watching & { isOver: boolean; revocation: Revocation | null; kickReason: string | null };

/** Those of some people, at whatever matches, who may watch no longer. */
export async function findEndings(db: Db, watching: readonly Watching[]): Promise<Ending[]> {
  return db.execute<Ending>(sql`
    select
      watching.match_id as "matchId", watching.user_id as "userId", ${matchIsOver} as "isOver",
      ${attendances.revocation} as "revocation", ${streamBans.reason} as "kickReason"
    from unnest(
      ${idArray(watching.map(({ matchId }) => matchId))}, ${idArray(watching.map(({ userId }) => userId))}
    ) as watching (match_id, user_id)
    join ${matches} on ${matches.id} = watching.match_id
    join ${tournaments} on ${tournaments.id} = ${matches.tournamentId}
    left join ${attendances}
      on ${attendances.matchId} = watching.match_id and ${attendances.userId} = watching.user_id
    left join ${streamBans}
      on ${streamBans.matchId} = watching.match_id and ${streamBans.userId} = watching.user_id
    where ${matchIsOver} or ${attendances.revocation} is not null`);
}

/** How many different people have watched matches of each tournament, in the ids' order. */
export async function countUniqueViewers(db: Db, tournamentIds: readonly string[]): Promise<number[]> {
  const rows = await db
    .select({
      id: attendances.tournamentId,
      count: sql<number>`count(distinct ${attendances.userId})`.mapWith(Number),
    })
    .from(attendances)
    .where(and(isOneOf(attendances.tournamentId, tournamentIds), isNotNull(attendances.firstSeenAt)))
    .groupBy(attendances.tournamentId);
  return counts(tournamentIds, rows);
}

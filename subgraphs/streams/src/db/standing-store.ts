import type { Queryable } from '@arena/subgraph-kit';
import { eq, sql } from 'drizzle-orm';
import { matchIsOver } from './match-store.ts';
import type * as schema from './schema.ts';
import { matches, streamBans, streams, tournamentBans, tournaments, tournamentStaff } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What is known of a person at a match that may admit or refuse them. */
export type Standing = {
  matchId: string;
  tournamentId: string;
  userId: string;
  isOver: boolean;
  hasStream: boolean;
  isStaff: boolean;
  /** from the match or its tournament */
  isBanned: boolean;
  /** whether watching costs nothing */
  isFree: boolean;
  /** how many tickets of the tournament had lost their validity */
  withdrawals: number;
};

/** How a person stands at a match; undefined where none has been told of. */
export async function findStanding(db: Db, matchId: string, userId: string): Promise<Standing | undefined> {
  const [row] = await db
    .select({
      tournamentId: matches.tournamentId,
      isOver: matchIsOver,
      hasStream: sql<boolean>`exists (select from ${streams} where ${streams.matchId} = ${matches.id})`,
      isStaff: sql<boolean>`exists (
        select from ${tournamentStaff}
        where ${tournamentStaff.tournamentId} = ${matches.tournamentId} and ${tournamentStaff.userId} = ${userId}
      )`,
      isBanned: sql<boolean>`exists (
        select from ${streamBans} where ${streamBans.matchId} = ${matches.id} and ${streamBans.userId} = ${userId}
      ) or exists (
        select from ${tournamentBans}
        where ${tournamentBans.tournamentId} = ${matches.tournamentId}
          and ${tournamentBans.userId} = ${userId} and ${tournamentBans.isBanned}
      )`,
      isFree: sql<boolean>`coalesce(${tournaments.viewerPriceMinor} = 0, false)`,
      withdrawals: tournaments.withdrawals,
    })
    .from(matches)
    .innerJoin(tournaments, eq(tournaments.id, matches.tournamentId))
    .where(eq(matches.id, matchId));
  return row && { matchId, userId, ...row };
}

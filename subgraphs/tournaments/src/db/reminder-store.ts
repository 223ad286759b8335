import type { Queryable } from '@arena/subgraph-kit';
import { and, asc, between, eq, inArray, notExists, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { matches, matchReminders, tournaments, type TournamentStatus } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A match that takes place on a day, as YYYY-MM-DD, and when. */
export type Reminder = { id: string; tournamentId: string; on: string; startsAt: Date };

/** Which day it is where, and in which statuses tournaments are reminded of. */
export type ReminderRequest = {
  now: Date;
  /** an IANA time zone */
  timeZone: string;
  statuses: readonly TournamentStatus[];
  limit: number;
};

/**
 * The PENDING matches that start on the day it is in the time zone and of which nobody has been reminded on it, the
 * soonest first. They are locked until the transaction ends; those that somebody else has locked are left out.
 */
export async function lockUnremindedMatches(
  tx: Db,
  { now, timeZone, statuses, limit }: ReminderRequest,
): Promise<Reminder[]> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const today = sql<string>`(${at} at time zone ${timeZone})::date`;
  const reminded = tx
    .select({ matchId: matchReminders.matchId })
    .from(matchReminders)
    .where(and(eq(matchReminders.matchId, matches.id), eq(matchReminders.on, today)));
  return tx
    .select({
      id: matches.id,
      tournamentId: matches.tournamentId,
      on: sql<string>`${today}::text`,
      startsAt: sql<Date>`${matches.startsAt}`.mapWith(matches.startsAt),
    })
    .from(matches)
    .innerJoin(tournaments, eq(tournaments.id, matches.tournamentId))
    .where(
      and(
        eq(matches.status, 'PENDING'),
        inArray(tournaments.status, [...statuses]),
        // no day of any time zone is longer: this finds the matches by their index
        between(matches.startsAt, sql`${at} - interval '2 days'`, sql`${at} + interval '2 days'`),
        eq(sql`(${matches.startsAt} at time zone ${timeZone})::date`, today),
        notExists(reminded),
      ),
    )
    .orderBy(asc(matches.startsAt), asc(matches.id))
    .limit(limit)
    .for('no key update', { of: matches, skipLocked: true });
}

/** Notes that of each match it is told on its day, unless that is noted already; the ids of those it noted. */
export async function insertReminders(tx: Db, reminders: readonly Reminder[]): Promise<string[]> {
  if (reminders.length === 0) return [];
  const inserted = await tx
    .insert(matchReminders)
    .values(reminders.map(({ id: matchId, on }) => ({ matchId, on })))
    .onConflictDoNothing()
    .returning({ matchId: matchReminders.matchId });
  return inserted.map(({ matchId }) => matchId);
}

import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { broadcastReads, broadcastReadSpans, broadcasts, people, preferences } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Whose list it is, and since when they have been there, should nobody have told. */
export type Listener = { userId: string; since: Date };

/** When a person has read all up to this one for the first time; null where they have not. */
const readWithAllAt = (userId: string) => sql`(
  select ${broadcastReadSpans.readAt} from ${broadcastReadSpans}
  where ${broadcastReadSpans.userId} = ${userId} and ${broadcastReadSpans.until} >= ${broadcasts.createdAt}
  order by ${broadcastReadSpans.until} limit 1)`;

/** Whether it was told since a person has last read all. */
const isSinceReadAll = (userId: string) => sql`${broadcasts.createdAt} > coalesce((
  select max(${broadcastReadSpans.until}) from ${broadcastReadSpans}
  where ${broadcastReadSpans.userId} = ${userId}), '-infinity')`;

/**
 * What was told to everybody as one person has it, with when they have read it: who was there already, and has not
 * turned it off.
 */
export const broadcastsFor = (db: Db, { userId, since }: Listener) =>
  db
    .select({
      id: broadcasts.id,
      kind: broadcasts.kind,
      params: broadcasts.params,
      tournamentId: broadcasts.tournamentId,
      matchId: broadcasts.matchId,
      ticketId: broadcasts.ticketId,
      createdAt: broadcasts.createdAt,
      readAt: sql<Date | null>`coalesce(${broadcastReads.readAt}, ${readWithAllAt(userId)})`
        .mapWith(broadcastReads.readAt)
        .as('read_at'),
      isUnread: sql<boolean>`${isNull(broadcastReads.broadcastId)} and ${isSinceReadAll(userId)}`.as(
        'is_unread',
      ),
    })
    .from(broadcasts)
    .leftJoin(people, eq(people.id, userId))
    .leftJoin(preferences, and(eq(preferences.userId, userId), eq(preferences.kind, broadcasts.kind)))
    .leftJoin(
      broadcastReads,
      and(eq(broadcastReads.broadcastId, broadcasts.id), eq(broadcastReads.userId, userId)),
    )
    .where(
      and(
        sql`${broadcasts.at} >= coalesce(${people.registeredAt}, ${since.toISOString()}::timestamptz)`,
        sql`coalesce(${preferences.inApp}, true)`,
      ),
    )
    .as('meant');

import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, isNull, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { broadcastReads, broadcasts, people, preferences } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Whose list it is, and since when they have been there, should nobody have told. */
export type Listener = { userId: string; since: Date };

/** The person has read all that was told to everybody up to this one. */
const isReadWithAll = sql`coalesce(${people.broadcastsReadUntil} >= ${broadcasts.createdAt}, false)`;

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
      readAt:
        sql<Date | null>`coalesce(${broadcastReads.readAt}, case when ${isReadWithAll} then ${people.broadcastsReadAt} end)`
          .mapWith(broadcastReads.readAt)
          .as('read_at'),
      isUnread: sql<boolean>`${isNull(broadcastReads.broadcastId)} and not ${isReadWithAll}`.as('is_unread'),
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

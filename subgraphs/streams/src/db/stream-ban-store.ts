import { grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, desc, eq, getTableColumns, lte, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { streamBans, type StreamBanRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The newest bans from the streams of each match, at most `limit` of each, the newest first, in the ids' order. */
export async function findStreamBans(
  db: Db,
  matchIds: readonly string[],
  limit: number,
): Promise<StreamBanRow[][]> {
  const newestFirst = sql`order by ${desc(streamBans.createdAt)}, ${desc(streamBans.id)}`;
  const number = sql<number>`row_number() over (partition by ${streamBans.matchId} ${newestFirst})`.as(
    'number',
  );
  const numbered = db
    .select({ ...getTableColumns(streamBans), number })
    .from(streamBans)
    .where(isOneOf(streamBans.matchId, matchIds))
    .as('numbered');
  const rows = await db
    .select()
    .from(numbered)
    .where(lte(numbered.number, limit))
    .orderBy(asc(numbered.number));
  return grouped(matchIds, rows, (row) => row.matchId);
}

/** Bans a person unless they are banned already; whether it did. */
export async function insertStreamBan(tx: Db, row: StreamBanRow): Promise<boolean> {
  const inserted = await tx
    .insert(streamBans)
    .values(row)
    .onConflictDoNothing({ target: [streamBans.matchId, streamBans.userId] })
    .returning({ id: streamBans.id });
  return inserted.length === 1;
}

/** Lifts a person's ban, if there is one. */
export async function deleteStreamBan(tx: Db, matchId: string, userId: string): Promise<void> {
  await tx.delete(streamBans).where(and(eq(streamBans.matchId, matchId), eq(streamBans.userId, userId)));
}

import { grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, desc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { streamBans, type StreamBanRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The bans from the streams of each match, the newest first, in the ids' order. */
export async function findStreamBans(db: Db, matchIds: readonly string[]): Promise<StreamBanRow[][]> {
  const rows = await db
    .select()
    .from(streamBans)
    .where(isOneOf(streamBans.matchId, matchIds))
    .orderBy(desc(streamBans.createdAt), desc(streamBans.id));
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

import { grouped, inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { asc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { streams, type StreamRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The streams with these ids, in their order; null where there is none. */
export async function findStreams(db: Db, ids: readonly string[]): Promise<(StreamRow | null)[]> {
  const rows = await db.select().from(streams).where(isOneOf(streams.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

/** The streams of each match, the oldest first, in the ids' order. */
export async function findStreamsOf(db: Db, matchIds: readonly string[]): Promise<StreamRow[][]> {
  const rows = await db
    .select()
    .from(streams)
    .where(isOneOf(streams.matchId, matchIds))
    .orderBy(asc(streams.createdAt), asc(streams.id));
  return grouped(matchIds, rows, (row) => row.matchId);
}

/** The stream with this id, locked. */
export async function lockStream(tx: Db, id: string): Promise<StreamRow | undefined> {
  const [row] = await tx.select().from(streams).where(eq(streams.id, id)).for('update');
  return row;
}

/** Stores a stream unless its match has one on the same platform; whether it did. */
export async function insertStream(tx: Db, row: StreamRow): Promise<boolean> {
  const inserted = await tx
    .insert(streams)
    .values(row)
    .onConflictDoNothing({ target: [streams.matchId, streams.platformId] })
    .returning({ id: streams.id });
  return inserted.length === 1;
}

/** Moves a stream, which must be locked, to another address. */
export async function updateStreamUrl(tx: Db, id: string, url: string): Promise<void> {
  await tx.update(streams).set({ url }).where(eq(streams.id, id));
}

/** Removes a stream. */
export async function deleteStream(tx: Db, id: string): Promise<void> {
  await tx.delete(streams).where(eq(streams.id, id));
}

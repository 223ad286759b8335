import { grouped, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, desc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentBans, type BanRow } from './schema.ts';

type Db = Queryable<typeof schema>;

const banOf = (tournamentId: string, userId: string) =>
  and(eq(tournamentBans.tournamentId, tournamentId), eq(tournamentBans.userId, userId));

/** The bans of each tournament, the newest first, in the ids' order. */
export async function findBans(db: Db, tournamentIds: readonly string[]): Promise<BanRow[][]> {
  const rows = await db
    .select()
    .from(tournamentBans)
    .where(isOneOf(tournamentBans.tournamentId, tournamentIds))
    .orderBy(desc(tournamentBans.createdAt), desc(tournamentBans.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

/** Whether a person is banned from a tournament. */
export async function isBanned(db: Db, tournamentId: string, userId: string): Promise<boolean> {
  const bans = await db
    .select({ id: tournamentBans.id })
    .from(tournamentBans)
    .where(banOf(tournamentId, userId));
  return bans.length > 0;
}

/** Bans a person unless they are banned already; whether it did. */
export async function insertBan(tx: Db, row: BanRow): Promise<boolean> {
  const inserted = await tx
    .insert(tournamentBans)
    .values(row)
    .onConflictDoNothing({ target: [tournamentBans.tournamentId, tournamentBans.userId] })
    .returning({ id: tournamentBans.id });
  return inserted.length === 1;
}

/** Lifts a person's ban; false when there was none. */
export async function deleteBan(tx: Db, tournamentId: string, userId: string): Promise<boolean> {
  const deleted = await tx
    .delete(tournamentBans)
    .where(banOf(tournamentId, userId))
    .returning({ id: tournamentBans.id });
  return deleted.length > 0;
}

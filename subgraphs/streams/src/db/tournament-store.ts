import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { eq, sql, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournaments, type TournamentRow } from './schema.ts';

type Db = Queryable<typeof schema>;

const lockOf = (id: string): SQL => sql`hashtextextended(${`tournament:${id}`}, 0)`;

/**
 * Lets nobody be admitted to matches of a tournament until the transaction ends, and waits for those who are being.
 * An advisory lock, since whoever waits for it is next: a row that others share again and again would never be had.
 */
async function lock(tx: Db, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${lockOf(id)})`);
}

/** What is known of a tournament, locked until the transaction ends; remembering it begins where nothing is known yet. */
export async function lockTournament(tx: Db, id: string): Promise<TournamentRow> {
  await lock(tx, id);
  await tx.insert(tournaments).values({ id }).onConflictDoNothing();
  const [row] = await tx.select().from(tournaments).where(eq(tournaments.id, id));
  if (!row) throw new Error(`Tournament ${id} is gone`);
  return row;
}

/** Has what is known of a tournament and its matches stay as it is until the transaction ends; many may at once. */
export async function holdTournament(tx: Db, id: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(${lockOf(id)})`);
}

/** Remembers more of a tournament. */
export async function updateTournament(
  tx: Db,
  id: string,
  changes: Partial<Omit<TournamentRow, 'id'>>,
): Promise<void> {
  await tx.update(tournaments).set(changes).where(eq(tournaments.id, id));
}

/** The most people who have watched each tournament's matches at once, in the ids' order; zero where nobody has. */
export async function findPeaks(db: Db, ids: readonly string[]): Promise<number[]> {
  const rows = await db
    .select({ id: tournaments.id, peakViewers: tournaments.peakViewers })
    .from(tournaments)
    .where(isOneOf(tournaments.id, ids));
  return inOrder(ids, rows, (row) => row.id).map((row) => row?.peakViewers ?? 0);
}

import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournaments, type TournamentRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/**
 * What is known of a tournament, locked until the transaction ends; remembering it begins where nothing is known yet.
 * Meanwhile nobody comes to it or goes, and nothing of it is told.
 */
export async function lockTournament(tx: Db, id: string): Promise<TournamentRow> {
  await tx.insert(tournaments).values({ id }).onConflictDoNothing();
  const [row] = await tx.select().from(tournaments).where(eq(tournaments.id, id)).for('update');
  if (!row) throw new Error(`Tournament ${id} is gone`);
  return row;
}

/** Remembers more of a tournament. */
export async function updateTournament(
  tx: Db,
  id: string,
  changes: Partial<Omit<TournamentRow, 'id'>>,
): Promise<void> {
  await tx.update(tournaments).set(changes).where(eq(tournaments.id, id));
}

/** What is known of these tournaments, in the ids' order. */
export async function findTournaments(db: Db, ids: readonly string[]): Promise<(TournamentRow | null)[]> {
  const rows = await db.select().from(tournaments).where(isOneOf(tournaments.id, ids));
  return inOrder(ids, rows, (row) => row.id);
}

import type { Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournaments, type TournamentRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What is known of a tournament, locked until the transaction ends; remembering it begins where nothing is known yet. */
export async function lockTournament(tx: Db, id: string): Promise<TournamentRow> {
  await tx.insert(tournaments).values({ id, status: 'PENDING' }).onConflictDoNothing();
  const [row] = await tx.select().from(tournaments).where(eq(tournaments.id, id)).for('update');
  if (!row) throw new Error(`Tournament ${id} is gone`);
  return row;
}

/** What is known of a tournament. */
export async function findTournament(db: Db, id: string): Promise<TournamentRow | undefined> {
  const [row] = await db.select().from(tournaments).where(eq(tournaments.id, id));
  return row;
}

/** What is known of a tournament, which stays so until the transaction ends; many may hold it at once. */
export async function holdTournament(tx: Db, id: string): Promise<TournamentRow | undefined> {
  const [row] = await tx.select().from(tournaments).where(eq(tournaments.id, id)).for('share');
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

import type { Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentStaff, type StaffRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Who runs a tournament. */
export const findStaff = (db: Db, tournamentId: string): Promise<StaffRow[]> =>
  db.select().from(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));

/** Replaces the whole staff of a tournament. */
export async function replaceStaff(tx: Db, tournamentId: string, staff: readonly StaffRow[]): Promise<void> {
  await tx.delete(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));
  if (staff.length > 0) await tx.insert(tournamentStaff).values([...staff]);
}

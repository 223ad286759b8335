import { isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq, gt } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentStaff, type StaffRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Who runs a tournament. */
export const findStaff = (db: Db, tournamentId: string): Promise<StaffRow[]> =>
  db.select().from(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));

/** Remembers of some who are of the staff that they have been for longer, if they were not known to; who they are. */
export async function lowerSince(
  tx: Db,
  tournamentId: string,
  userIds: readonly string[],
  since: Date,
): Promise<string[]> {
  const lowered = await tx
    .update(tournamentStaff)
    .set({ since })
    .where(
      and(
        eq(tournamentStaff.tournamentId, tournamentId),
        isOneOf(tournamentStaff.userId, userIds),
        gt(tournamentStaff.since, since),
      ),
    )
    .returning({ userId: tournamentStaff.userId });
  return lowered.map(({ userId }) => userId);
}

/** Replaces the whole staff of a tournament. */
export async function replaceStaff(tx: Db, tournamentId: string, staff: readonly StaffRow[]): Promise<void> {
  await tx.delete(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));
  if (staff.length > 0) await tx.insert(tournamentStaff).values([...staff]);
}

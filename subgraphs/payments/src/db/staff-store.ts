import { inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentStaff, type StaffRole } from './schema.ts';

type Db = Queryable<typeof schema>;

/** A person's staff role in each tournament, in the ids' order; null where there is none. */
export async function findStaffRoles(
  db: Db,
  userId: string,
  tournamentIds: readonly string[],
): Promise<(StaffRole | null)[]> {
  const rows = await db
    .select({ tournamentId: tournamentStaff.tournamentId, role: tournamentStaff.role })
    .from(tournamentStaff)
    .where(and(isOneOf(tournamentStaff.tournamentId, tournamentIds), eq(tournamentStaff.userId, userId)));
  return inOrder(tournamentIds, rows, (row) => row.tournamentId).map((row) => row?.role ?? null);
}

/** Replaces the whole staff of a tournament. */
export async function replaceStaff(
  tx: Db,
  tournamentId: string,
  staff: readonly { userId: string; role: StaffRole }[],
): Promise<void> {
  await tx.delete(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));
  if (staff.length === 0) return;
  await tx.insert(tournamentStaff).values(staff.map((one) => ({ tournamentId, ...one })));
}

import { grouped, inOrder, isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tournamentStaff, type StaffRole, type StaffRow } from './schema.ts';

type Db = Queryable<typeof schema>;

/** The staff of each tournament, the ADMIN first, in the ids' order. */
export async function findStaff(db: Db, tournamentIds: readonly string[]): Promise<StaffRow[][]> {
  const rows = await db
    .select()
    .from(tournamentStaff)
    .where(isOneOf(tournamentStaff.tournamentId, tournamentIds))
    .orderBy(asc(tournamentStaff.role), asc(tournamentStaff.id));
  return grouped(tournamentIds, rows, (row) => row.tournamentId);
}

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

/** Appoints a person. */
export async function insertStaff(db: Db, row: StaffRow): Promise<void> {
  await db.insert(tournamentStaff).values(row);
}

/** Ends a person's appointment; false when there was none. */
export async function deleteStaff(db: Db, tournamentId: string, userId: string): Promise<boolean> {
  const deleted = await db
    .delete(tournamentStaff)
    .where(and(eq(tournamentStaff.tournamentId, tournamentId), eq(tournamentStaff.userId, userId)))
    .returning({ id: tournamentStaff.id });
  return deleted.length > 0;
}

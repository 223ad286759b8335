import { isOneOf, type Queryable } from '@arena/subgraph-kit';
import { and, eq, inArray, isNull, notInArray, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { attendances, type AttendanceRow, type Revocation } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Those that fulfil a condition, locked each after the other in one order, lest two transactions wait for each other. */
const lockedInOrder = (tx: Db, condition: SQL | undefined) =>
  tx.select({ id: attendances.id }).from(attendances).where(condition).orderBy(attendances.id).for('update');

const ofPeople = (matchId: string, userIds: readonly string[]) =>
  and(eq(attendances.matchId, matchId), isOneOf(attendances.userId, userIds));

/** Remembers that somebody is admitted, whatever had become of an earlier admission. */
export async function storeAttendance(tx: Db, row: AttendanceRow): Promise<AttendanceRow> {
  const { role, ticketId, grantedAt } = row;
  const [stored] = await tx
    .insert(attendances)
    .values(row)
    .onConflictDoUpdate({
      target: [attendances.matchId, attendances.userId],
      set: { role, ticketId, grantedAt, revocation: null },
    })
    .returning();
  if (!stored) throw new Error('An attendance was neither stored nor there');
  return stored;
}

/** Remembers that somebody is admitted still; undefined where that was revoked. */
export async function renewAttendance(tx: Db, row: AttendanceRow): Promise<AttendanceRow | undefined> {
  const { matchId, userId, role, ticketId, grantedAt } = row;
  const [renewed] = await tx
    .update(attendances)
    .set({ role, ticketId, grantedAt })
    .where(and(ofPeople(matchId, [userId]), isNull(attendances.revocation)))
    .returning();
  return renewed;
}

/** The valid admissions of people to a match. */
export const findAttendances = (
  db: Db,
  matchId: string,
  userIds: readonly string[],
): Promise<AttendanceRow[]> =>
  db
    .select()
    .from(attendances)
    .where(and(ofPeople(matchId, userIds), isNull(attendances.revocation)));

/** Whose admissions are revoked: those to a match, or by a ticket, of a person or of all but some of the staff. */
export type Affected = {
  tournamentId: string;
  matchId?: string;
  ticketId?: string;
  userId?: string;
  staffBut?: readonly string[];
};

/** Has valid admissions be so no longer, and returns them. */
export async function revokeAttendances(
  tx: Db,
  { tournamentId, matchId, ticketId, userId, staffBut }: Affected,
  revocation: Revocation,
): Promise<AttendanceRow[]> {
  const affected = and(
    eq(attendances.tournamentId, tournamentId),
    isNull(attendances.revocation),
    matchId === undefined ? undefined : eq(attendances.matchId, matchId),
    ticketId === undefined ? undefined : eq(attendances.ticketId, ticketId),
    userId === undefined ? undefined : eq(attendances.userId, userId),
    staffBut && and(eq(attendances.role, 'STAFF'), notInArray(attendances.userId, [...staffBut])),
  );
  return tx
    .update(attendances)
    .set({ revocation })
    .where(inArray(attendances.id, lockedInOrder(tx, affected)))
    .returning();
}

/** Remembers when people were first seen to watch, of those who had not been seen. */
export async function noteFirstSeen(
  db: Db,
  matchId: string,
  userIds: readonly string[],
  firstSeenAt: Date,
): Promise<void> {
  const unseen = and(ofPeople(matchId, userIds), isNull(attendances.firstSeenAt));
  await db
    .update(attendances)
    .set({ firstSeenAt })
    .where(inArray(attendances.id, lockedInOrder(db, unseen)));
}

/** Remembers when people were last seen to watch. */
export async function noteLastSeen(
  db: Db,
  matchId: string,
  userIds: readonly string[],
  lastSeenAt: Date,
): Promise<void> {
  await db
    .update(attendances)
    .set({ lastSeenAt })
    .where(inArray(attendances.id, lockedInOrder(db, ofPeople(matchId, userIds))));
}

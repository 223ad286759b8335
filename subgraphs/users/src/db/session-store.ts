import { grouped, isOneOf } from '@arena/subgraph-kit';
import { and, desc, eq, gt, isNull, lte, ne } from 'drizzle-orm';
import { accountColumns } from './account-store.ts';
import type { Db } from './queryable.ts';
import { sessions, users, type AccountRow, type SessionEnd, type SessionRow } from './schema.ts';

const liveAt = (now: Date) => and(isNull(sessions.endedAt), gt(sessions.expiresAt, now));

export async function insertSession(db: Db, session: typeof sessions.$inferInsert): Promise<void> {
  await db.insert(sessions).values(session);
}

/** The account that a live session belongs to, where it is this person's and may be used. */
export async function findAccountOfSession(
  db: Db,
  session: { id: string; userId: string },
  now: Date,
): Promise<AccountRow | undefined> {
  const [row] = await db
    .select(accountColumns)
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.id, session.id),
        eq(sessions.userId, session.userId),
        liveAt(now),
        eq(users.status, 'ACTIVE'),
      ),
    );
  return row;
}

/** The live session with this id with its account, locked until the transaction ends. */
export async function lockLiveSession(
  tx: Db,
  id: string,
  now: Date,
): Promise<{ session: SessionRow; account: AccountRow } | undefined> {
  const [row] = await tx
    .select({ session: sessions, account: accountColumns })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(and(eq(sessions.id, id), liveAt(now), eq(users.status, 'ACTIVE')))
    .for('update', { of: sessions });
  return row;
}

/** The live sessions of these people, in their order, the most recently used first. */
export async function findLiveSessions(
  db: Db,
  userIds: readonly string[],
  now: Date,
): Promise<SessionRow[][]> {
  const rows = await db
    .select()
    .from(sessions)
    .where(and(isOneOf(sessions.userId, userIds), liveAt(now)))
    .orderBy(desc(sessions.lastUsedAt), desc(sessions.id));
  return grouped(userIds, rows, (row) => row.userId);
}

/** Notes that a session was used and how long it now lasts. */
export async function prolongSession(db: Db, id: string, now: Date, expiresAt: Date): Promise<void> {
  await db.update(sessions).set({ lastUsedAt: now, expiresAt }).where(eq(sessions.id, id));
}

/** A session that has just ended, and whose it was. */
export type EndedSession = Pick<SessionRow, 'id' | 'userId'>;

const endedColumns = { id: sessions.id, userId: sessions.userId };

/** Ends one session; none when it was not live, or not this person's where one is named. */
export async function endSessionById(
  db: Db,
  session: { id: string; userId?: string },
  reason: SessionEnd,
  now: Date,
): Promise<EndedSession[]> {
  return db
    .update(sessions)
    .set({ endedAt: now, endReason: reason })
    .where(
      and(
        eq(sessions.id, session.id),
        session.userId === undefined ? undefined : eq(sessions.userId, session.userId),
        liveAt(now),
      ),
    )
    .returning(endedColumns);
}

/** Ends all live sessions of a person, save one where it is named. The account must be locked. */
export async function endSessionsOf(
  tx: Db,
  userId: string,
  reason: SessionEnd,
  now: Date,
  exceptId?: string,
): Promise<EndedSession[]> {
  return tx
    .update(sessions)
    .set({ endedAt: now, endReason: reason })
    .where(
      and(
        eq(sessions.userId, userId),
        liveAt(now),
        exceptId === undefined ? undefined : ne(sessions.id, exceptId),
      ),
    )
    .returning(endedColumns);
}

/** Forgets what is past its 30 days of a person's sessions, with their tokens. The account must be locked. */
export async function deleteExpiredSessions(tx: Db, userId: string, now: Date): Promise<void> {
  await tx.delete(sessions).where(and(eq(sessions.userId, userId), lte(sessions.expiresAt, now)));
}

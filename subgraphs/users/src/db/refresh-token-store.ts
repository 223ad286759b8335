import { and, eq, isNull, lte } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { refreshTokens, type RefreshTokenRow } from './schema.ts';

export async function insertRefreshToken(db: Db, token: typeof refreshTokens.$inferInsert): Promise<void> {
  await db.insert(refreshTokens).values(token);
}

/** The refresh token with this hash. */
export async function findRefreshToken(db: Db, tokenHash: string): Promise<RefreshTokenRow | undefined> {
  const [row] = await db.select().from(refreshTokens).where(eq(refreshTokens.tokenHash, tokenHash));
  return row;
}

/** Notes that a token was used and which one follows it. */
export async function markUsed(tx: Db, id: string, usedAt: Date, successorId: string): Promise<void> {
  await tx.update(refreshTokens).set({ usedAt, successorId }).where(eq(refreshTokens.id, id));
}

/** Takes an unused token out of use; false when it has been used or replaced. */
export async function replaceUnused(tx: Db, id: string, replacedAt: Date): Promise<boolean> {
  const replaced = await tx
    .update(refreshTokens)
    .set({ replacedAt })
    .where(and(eq(refreshTokens.id, id), isNull(refreshTokens.usedAt), isNull(refreshTokens.replacedAt)))
    .returning({ id: refreshTokens.id });
  return replaced.length > 0;
}

/** Takes whatever unused token a session has out of use. */
export async function replaceUnusedOfSession(tx: Db, sessionId: string, replacedAt: Date): Promise<void> {
  await tx
    .update(refreshTokens)
    .set({ replacedAt })
    .where(
      and(
        eq(refreshTokens.sessionId, sessionId),
        isNull(refreshTokens.usedAt),
        isNull(refreshTokens.replacedAt),
      ),
    );
}

/** Forgets the expired tokens of a session, which nobody can use any more. */
export async function deleteExpiredTokens(tx: Db, sessionId: string, now: Date): Promise<void> {
  await tx
    .delete(refreshTokens)
    .where(and(eq(refreshTokens.sessionId, sessionId), lte(refreshTokens.expiresAt, now)));
}

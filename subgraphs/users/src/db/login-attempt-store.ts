import { and, eq, gt, inArray, lte, sql } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { loginAttempts } from './schema.ts';

export type AttemptCount = typeof loginAttempts.$inferSelect;

/**
 * Counts one more attempt under each key, in one statement, and returns the counts. A window that is over
 * begins anew. Keys must come in the same order from every caller, so that no two lock crosswise.
 */
export function countAttempts(
  db: Db,
  keys: readonly string[],
  now: Date,
  windowEndsAt: Date,
): Promise<AttemptCount[]> {
  const isOver = lte(loginAttempts.windowEndsAt, now);
  return db
    .insert(loginAttempts)
    .values(keys.map((key) => ({ key, attempts: 1, windowEndsAt })))
    .onConflictDoUpdate({
      target: loginAttempts.key,
      set: {
        attempts: sql`case when ${isOver} then 1 else ${loginAttempts.attempts} + 1 end`,
        windowEndsAt: sql`case when ${isOver} then excluded.window_ends_at else ${loginAttempts.windowEndsAt} end`,
      },
    })
    .returning();
}

/** Takes back one attempt that turned out not to be a failure. */
export async function takeBackAttempt(db: Db, key: string): Promise<void> {
  await db
    .update(loginAttempts)
    .set({ attempts: sql`${loginAttempts.attempts} - 1` })
    .where(and(eq(loginAttempts.key, key), gt(loginAttempts.attempts, 0)));
}

/** Forgets the attempts under these keys. */
export async function clearAttempts(db: Db, keys: readonly string[]): Promise<void> {
  const locked = db
    .select({ key: loginAttempts.key })
    .from(loginAttempts)
    .where(inArray(loginAttempts.key, [...keys]))
    .orderBy(loginAttempts.key)
    .for('update');
  await db.delete(loginAttempts).where(inArray(loginAttempts.key, locked));
}

/** Forgets some windows that are over, leaving alone those that somebody is counting in. */
export async function deleteOldAttempts(db: Db, now: Date): Promise<void> {
  const old = db
    .select({ key: loginAttempts.key })
    .from(loginAttempts)
    .where(lte(loginAttempts.windowEndsAt, now))
    .limit(100)
    .for('update', { skipLocked: true });
  await db.delete(loginAttempts).where(inArray(loginAttempts.key, old));
}

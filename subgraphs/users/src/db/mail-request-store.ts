import { and, desc, eq, gt, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Db } from './queryable.ts';
import { mailRequests, type MailPurpose, type MailRequestRow } from './schema.ts';

/** The requests whose tokens are still good. */
const openAt = (now: Date) =>
  and(isNull(mailRequests.usedAt), isNull(mailRequests.voidedAt), gt(mailRequests.expiresAt, now));

/** Queues until the transaction ends for the right to ask for mails to an address, known or not. */
export async function lockAddress(tx: Db, address: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`mail:${address}`}, 0))`);
}

/** When the latest mails to an address were asked for after a time, the latest first. */
export async function findLatestRequests(
  tx: Db,
  address: string,
  { after, limit }: { after: Date; limit: number },
): Promise<Date[]> {
  const rows = await tx
    .select({ createdAt: mailRequests.createdAt })
    .from(mailRequests)
    .where(and(eq(mailRequests.address, address), gt(mailRequests.createdAt, after)))
    .orderBy(desc(mailRequests.createdAt))
    .limit(limit);
  return rows.map(({ createdAt }) => createdAt);
}

export async function insertMailRequest(tx: Db, request: typeof mailRequests.$inferInsert): Promise<void> {
  await tx.insert(mailRequests).values(request);
}

/** The request with this id and purpose, if its token is still good. */
export async function findOpenRequest(
  db: Db,
  { id, purpose }: Pick<MailRequestRow, 'id' | 'purpose'>,
  now: Date,
): Promise<MailRequestRow | undefined> {
  const [row] = await db
    .select()
    .from(mailRequests)
    .where(and(eq(mailRequests.id, id), eq(mailRequests.purpose, purpose), openAt(now)));
  return row;
}

/** Notes that the token of a request was used; false when it is no longer good. Of two at once one is true. */
export async function markRequestUsed(tx: Db, id: string, now: Date): Promise<boolean> {
  const used = await tx
    .update(mailRequests)
    .set({ usedAt: now })
    .where(and(eq(mailRequests.id, id), openAt(now)))
    .returning({ id: mailRequests.id });
  return used.length > 0;
}

/** Makes the tokens of a person for one purpose void, as far as they are still good. The account must be locked. */
export async function voidRequestsOf(tx: Db, userId: string, purpose: MailPurpose, now: Date): Promise<void> {
  await tx
    .update(mailRequests)
    .set({ voidedAt: now })
    .where(and(eq(mailRequests.userId, userId), eq(mailRequests.purpose, purpose), openAt(now)));
}

/** Forgets some requests that expired before a time, leaving alone those that somebody else is forgetting. */
export async function deleteOldRequests(db: Db, expiredBefore: Date): Promise<void> {
  const old = db
    .select({ id: mailRequests.id })
    .from(mailRequests)
    .where(lte(mailRequests.expiresAt, expiredBefore))
    .limit(100)
    .for('update', { skipLocked: true });
  await db.delete(mailRequests).where(inArray(mailRequests.id, old));
}

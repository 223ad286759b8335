import { sql } from 'drizzle-orm';
import type { Db } from './queryable.ts';

/**
 * Does what is to be kept, or to be undone at once. Both take as many statements and the same writes, so that from
 * outside nobody can tell which it was.
 */
export async function keepOrUndo(tx: Db, isKept: boolean, work: () => Promise<void>): Promise<void> {
  await tx.execute(sql`savepoint undone`);
  await work();
  await tx.execute(isKept ? sql`release savepoint undone` : sql`rollback to savepoint undone`);
}

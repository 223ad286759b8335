import type { Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { canceledMatches } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Remembers that a match will not take place; false when it is remembered already. */
export async function insertCanceled(tx: Db, id: string): Promise<boolean> {
  const inserted = await tx.insert(canceledMatches).values({ id }).onConflictDoNothing().returning();
  return inserted.length === 1;
}

/** Whether a match will not take place. */
export async function isMatchCanceled(db: Db, id: string): Promise<boolean> {
  const [row] = await db.select().from(canceledMatches).where(eq(canceledMatches.id, id));
  return row !== undefined;
}

import type { Queryable } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { endedMatches, type MatchEnd } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Remembers that a match is over, unless it is known already; whether it did. */
export async function recordMatchEnd(tx: Db, id: string, end: MatchEnd): Promise<boolean> {
  const recorded = await tx
    .insert(endedMatches)
    .values({ id, end })
    .onConflictDoNothing()
    .returning({ id: endedMatches.id });
  return recorded.length === 1;
}

/** How a match ended; null while it is not known to be over. */
export async function findMatchEnd(db: Db, id: string): Promise<MatchEnd | null> {
  const [row] = await db.select({ end: endedMatches.end }).from(endedMatches).where(eq(endedMatches.id, id));
  return row?.end ?? null;
}

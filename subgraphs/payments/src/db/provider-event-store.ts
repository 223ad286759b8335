import type { Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, inArray, lt, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { providerEvents, type ProviderName } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Whether a webhook has been handled. */
export async function isHandled(db: Db, provider: ProviderName, id: string): Promise<boolean> {
  const [row] = await db
    .select({ id: providerEvents.id })
    .from(providerEvents)
    .where(and(eq(providerEvents.provider, provider), eq(providerEvents.id, id)));
  return row !== undefined;
}

/** Remembers a webhook; false when it is remembered already. */
export async function rememberHandled(tx: Db, row: typeof providerEvents.$inferInsert): Promise<boolean> {
  const remembered = await tx
    .insert(providerEvents)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: providerEvents.id });
  return remembered.length === 1;
}

/** Forgets up to so many of the webhooks that were handled before a moment, the oldest first; how many it has. */
export async function forgetHandledBefore(db: Db, before: Date, limit: number): Promise<number> {
  const oldest = db
    .select({ row: sql`ctid` })
    .from(providerEvents)
    .where(lt(providerEvents.receivedAt, before))
    .orderBy(asc(providerEvents.receivedAt))
    .limit(limit);
  const forgotten = await db
    .delete(providerEvents)
    .where(inArray(sql`ctid`, oldest))
    .returning({ id: providerEvents.id });
  return forgotten.length;
}

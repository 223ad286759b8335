import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, lt } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { ticketDisputes } from './schema.ts';

type Db = Queryable<typeof schema>;

/** Remembers how the dispute of a payment stands unless something newer is known; whether it did. */
export async function recordDispute(
  tx: Db,
  { checkoutId, ...told }: typeof ticketDisputes.$inferInsert,
): Promise<boolean> {
  const recorded = await tx
    .insert(ticketDisputes)
    .values({ checkoutId, ...told })
    .onConflictDoUpdate({
      target: ticketDisputes.checkoutId,
      set: told,
      setWhere: lt(ticketDisputes.revision, told.revision),
    })
    .returning({ checkoutId: ticketDisputes.checkoutId });
  return recorded.length === 1;
}

/** Whether a ticket admits nobody because its payment is disputed. */
export async function isBarred(tx: Db, ticketId: string): Promise<boolean> {
  const barring = await tx
    .select({ checkoutId: ticketDisputes.checkoutId })
    .from(ticketDisputes)
    .where(and(eq(ticketDisputes.ticketId, ticketId), ticketDisputes.isBarring))
    .limit(1);
  return barring.length > 0;
}

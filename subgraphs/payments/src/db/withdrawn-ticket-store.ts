import type { Queryable } from '@arena/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { withdrawnTickets } from './schema.ts';

type Db = Queryable<typeof schema>;
export type WithdrawnTicket = typeof withdrawnTickets.$inferSelect;

/** Remembers that a ticket was taken from its owner. */
export async function insertWithdrawn(tx: Db, row: WithdrawnTicket): Promise<void> {
  await tx.insert(withdrawnTickets).values(row).onConflictDoNothing();
}

/** Whom a ticket was taken from, and why. */
export async function findWithdrawn(db: Db, id: string): Promise<WithdrawnTicket | undefined> {
  const [row] = await db.select().from(withdrawnTickets).where(eq(withdrawnTickets.id, id));
  return row;
}

/** The tickets of a tournament that were taken from a person. */
export async function findWithdrawnFrom(db: Db, tournamentId: string, ownerId: string): Promise<string[]> {
  const rows = await db
    .select({ id: withdrawnTickets.id })
    .from(withdrawnTickets)
    .where(and(eq(withdrawnTickets.tournamentId, tournamentId), eq(withdrawnTickets.ownerId, ownerId)));
  return rows.map(({ id }) => id);
}

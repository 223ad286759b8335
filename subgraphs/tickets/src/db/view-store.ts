import type { Queryable } from '@arena/subgraph-kit';
import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { tickets, type TicketRow, type TicketStatus } from './schema.ts';

type Db = Queryable<typeof schema>;

const ofMatch = (matchId: string, ...statuses: TicketStatus[]): SQL | undefined =>
  and(eq(tickets.matchId, matchId), eq(tickets.type, 'VIEWER'), inArray(tickets.status, statuses));

/** Marks the valid viewer tickets of a match as used. */
export async function useUpViews(tx: Db, matchId: string): Promise<void> {
  await tx.update(tickets).set({ status: 'USED' }).where(ofMatch(matchId, 'ACTIVE'));
}

/** Cancels the viewer tickets of a match that somebody has, and returns them. */
export const cancelViews = (tx: Db, matchId: string): Promise<TicketRow[]> =>
  tx
    .update(tickets)
    .set({ status: 'CANCELED' })
    .where(ofMatch(matchId, 'ACTIVE', 'SUSPENDED'))
    .returning();

/** Forgets the viewer tickets of a match that are held for a checkout, and returns them. */
export const deleteHeldViews = (tx: Db, matchId: string): Promise<TicketRow[]> =>
  tx.delete(tickets).where(ofMatch(matchId, 'RESERVED')).returning();

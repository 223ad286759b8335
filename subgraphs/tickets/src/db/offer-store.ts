import type { Queryable } from '@arena/subgraph-kit';
import { and, desc, eq, getTableColumns, gt, lte, or } from 'drizzle-orm';
import type * as schema from './schema.ts';
import { ticketOffers, tickets, tournaments, type OfferRow } from './schema.ts';

type Db = Queryable<typeof schema>;

const isOpen = eq(ticketOffers.status, 'OPEN');

/** The offer made to this person with this id. */
export async function findOfferTo(db: Db, id: string, toUserId: string): Promise<OfferRow | undefined> {
  const [row] = await db
    .select()
    .from(ticketOffers)
    .where(and(eq(ticketOffers.id, id), eq(ticketOffers.toUserId, toUserId)));
  return row;
}

/** The offer with this id that this person made, locked. */
export async function lockOfferFrom(tx: Db, id: string, fromUserId: string): Promise<OfferRow | undefined> {
  const [row] = await tx
    .select()
    .from(ticketOffers)
    .where(and(eq(ticketOffers.id, id), eq(ticketOffers.fromUserId, fromUserId)))
    .for('update');
  return row;
}

/** The offer with this id, locked. */
export async function lockOffer(tx: Db, id: string): Promise<OfferRow | undefined> {
  const [row] = await tx.select().from(ticketOffers).where(eq(ticketOffers.id, id)).for('update');
  return row;
}

/** The offers made to a person that can still be accepted, the newest first. */
export const listOpenOffersTo = (db: Db, toUserId: string, now: Date, limit: number): Promise<OfferRow[]> =>
  db
    .select(getTableColumns(ticketOffers))
    .from(ticketOffers)
    .innerJoin(tournaments, eq(tournaments.id, ticketOffers.tournamentId))
    .innerJoin(tickets, eq(tickets.id, ticketOffers.ticketId))
    .where(
      and(
        eq(ticketOffers.toUserId, toUserId),
        isOpen,
        gt(ticketOffers.expiresAt, now),
        eq(tournaments.status, 'PENDING'),
        gt(tournaments.startsAt, now),
        eq(tickets.status, 'ACTIVE'),
      ),
    )
    .orderBy(desc(ticketOffers.createdAt), desc(ticketOffers.id))
    .limit(limit);

/** Stores an offer unless the ticket is on offer already; whether it did. */
export async function insertOffer(tx: Db, row: OfferRow): Promise<boolean> {
  const inserted = await tx
    .insert(ticketOffers)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: ticketOffers.id });
  return inserted.length === 1;
}

/** Closes an offer. */
export async function closeOffer(tx: Db, id: string, status: OfferRow['status']): Promise<void> {
  await tx.update(ticketOffers).set({ status }).where(eq(ticketOffers.id, id));
}

/** Closes the offer of a ticket whose time is over. */
export async function expireOffers(tx: Db, ticketId: string, now: Date): Promise<void> {
  await tx
    .update(ticketOffers)
    .set({ status: 'EXPIRED' })
    .where(and(eq(ticketOffers.ticketId, ticketId), isOpen, lte(ticketOffers.expiresAt, now)));
}

/** Withdraws the open offer of a ticket. */
export async function withdrawOfferOfTicket(tx: Db, ticketId: string): Promise<void> {
  await tx
    .update(ticketOffers)
    .set({ status: 'WITHDRAWN' })
    .where(and(eq(ticketOffers.ticketId, ticketId), isOpen));
}

/** Withdraws all open offers of a tournament's tickets. */
export async function withdrawOffersOf(tx: Db, tournamentId: string): Promise<void> {
  await tx
    .update(ticketOffers)
    .set({ status: 'WITHDRAWN' })
    .where(and(eq(ticketOffers.tournamentId, tournamentId), isOpen));
}

/** Withdraws the open offers of a tournament's tickets that a person has made or been made. */
export async function withdrawOffersWith(tx: Db, tournamentId: string, userId: string): Promise<void> {
  await tx
    .update(ticketOffers)
    .set({ status: 'WITHDRAWN' })
    .where(
      and(
        eq(ticketOffers.tournamentId, tournamentId),
        isOpen,
        or(eq(ticketOffers.fromUserId, userId), eq(ticketOffers.toUserId, userId)),
      ),
    );
}

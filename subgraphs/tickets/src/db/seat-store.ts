import { idArray, newId, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import { HELD_STATUSES, isFree } from './holds.ts';
import type * as schema from './schema.ts';
import { tickets, type TicketRow, type TicketType } from './schema.ts';

type Db = Queryable<typeof schema>;

/** What makes a seat nobody's. */
export const NOBODYS = { ownerId: null, heldSince: null, checkoutId: null, holdUntil: null };

/** Lets one transaction at a time give this person a ticket. */
export async function lockPerson(tx: Db, userId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`person:${userId}`}, 0))`);
}

/** The ticket with this id, locked. */
export async function lockTicket(tx: Db, id: string): Promise<TicketRow | undefined> {
  const [row] = await tx.select().from(tickets).where(eq(tickets.id, id)).for('update');
  return row;
}

/** What a ticket admits to: a tournament to play in, or a match to watch. */
export type Occasion = { type: TicketType; tournamentId: string; matchId: string | null };

/** A person's ticket for an occasion, locked; a lapsed hold is among them. */
export async function lockTicketFor(
  tx: Db,
  ownerId: string,
  { type, tournamentId, matchId }: Occasion,
): Promise<TicketRow | undefined> {
  const [row] = await tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.ownerId, ownerId),
        eq(tickets.type, type),
        inArray(tickets.status, [...HELD_STATUSES]),
        matchId === null ? eq(tickets.tournamentId, tournamentId) : eq(tickets.matchId, matchId),
      ),
    )
    .for('update');
  return row;
}

const freeSeat = (tx: Db, tournamentId: string, seatId: string | null, now: Date) =>
  tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.tournamentId, tournamentId),
        eq(tickets.type, 'PARTICIPANT'),
        inArray(tickets.status, ['GENERATED', 'RESERVED']),
        isFree(now),
        seatId === null ? undefined : eq(tickets.id, seatId),
      ),
    )
    .orderBy(asc(tickets.id))
    .limit(1);

/**
 * A free seat of a tournament, locked: the given one, or any. Seats that others are taking at this moment are
 * passed over, so that nobody queues up behind them.
 */
export async function takeFreeSeat(
  tx: Db,
  tournamentId: string,
  seatId: string | null,
  now: Date,
): Promise<TicketRow | undefined> {
  const [row] = await freeSeat(tx, tournamentId, seatId, now).for('update', { skipLocked: true });
  return row;
}

/** Any free seat of a tournament, locked; those that others are taking are waited for, lest they leave one. */
export async function awaitFreeSeat(tx: Db, tournamentId: string, now: Date): Promise<TicketRow | undefined> {
  const [row] = await freeSeat(tx, tournamentId, null, now).for('update');
  return row;
}

/** Whether a tournament has this seat, free or not. */
export async function hasSeat(tx: Db, tournamentId: string, id: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(eq(tickets.id, id), eq(tickets.tournamentId, tournamentId), eq(tickets.type, 'PARTICIPANT')));
  return row !== undefined;
}

/** Makes the seats of a tournament, all in one statement however many. */
export async function insertSeats(
  tx: Db,
  count: number,
  seat: Pick<TicketRow, 'tournamentId' | 'status' | 'priceMinor' | 'currency' | 'createdAt'>,
): Promise<void> {
  const ids = Array.from({ length: count }, newId);
  const createdAt = seat.createdAt.toISOString();
  await tx.execute(sql`
    insert into ${tickets} (id, type, status, tournament_id, price_minor, currency, created_at)
    select id, 'PARTICIPANT'::ticket_type, ${seat.status}::ticket_status, ${seat.tournamentId}::uuid, ${seat.priceMinor}::bigint,
      ${seat.currency}::text, ${createdAt}::timestamptz
    from unnest(${idArray(ids)}) as made(id)`);
}

/** Stores a ticket. */
export async function insertTicket(tx: Db, row: TicketRow): Promise<TicketRow> {
  const [inserted] = await tx.insert(tickets).values(row).returning();
  if (!inserted) throw new Error(`Ticket ${row.id} was not stored`);
  return inserted;
}

/** Changes a ticket, which must exist, and returns it as it is then. */
export async function updateTicket(
  tx: Db,
  id: string,
  changes: Partial<Omit<TicketRow, 'id'>>,
): Promise<TicketRow> {
  const [row] = await tx.update(tickets).set(changes).where(eq(tickets.id, id)).returning();
  if (!row) throw new Error(`Ticket ${id} is gone`);
  return row;
}

/** Marks a ticket as used to enter, the first time. */
export async function markCheckedIn(tx: Db, id: string, at: Date): Promise<void> {
  await tx
    .update(tickets)
    .set({ checkedInAt: at })
    .where(and(eq(tickets.id, id), isNull(tickets.checkedInAt)));
}

/** Forgets a ticket that was never sold. */
export async function deleteTicket(tx: Db, id: string): Promise<void> {
  await tx.delete(tickets).where(eq(tickets.id, id));
}

/** Cancels the tickets of a tournament that nobody has bought. */
export async function cancelUnsold(tx: Db, tournamentId: string, types: TicketType[]): Promise<void> {
  await tx
    .update(tickets)
    .set({ status: 'CANCELED', ...NOBODYS })
    .where(
      and(
        eq(tickets.tournamentId, tournamentId),
        inArray(tickets.type, types),
        inArray(tickets.status, ['GENERATED', 'RESERVED']),
      ),
    );
}

/** Marks the valid participant tickets of a tournament as used. */
export async function useUpSeats(tx: Db, tournamentId: string): Promise<void> {
  await tx
    .update(tickets)
    .set({ status: 'USED' })
    .where(
      and(
        eq(tickets.tournamentId, tournamentId),
        eq(tickets.type, 'PARTICIPANT'),
        eq(tickets.status, 'ACTIVE'),
      ),
    );
}

/** Cancels the tickets of a tournament that somebody has, and returns them. */
export const cancelSold = (tx: Db, tournamentId: string): Promise<TicketRow[]> =>
  tx
    .update(tickets)
    .set({ status: 'CANCELED' })
    .where(and(eq(tickets.tournamentId, tournamentId), inArray(tickets.status, ['ACTIVE', 'SUSPENDED'])))
    .returning();

/** The tickets of a tournament that a person has or holds, locked; a lapsed hold is among them. */
export const lockTicketsOf = (tx: Db, tournamentId: string, ownerId: string): Promise<TicketRow[]> =>
  tx
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.tournamentId, tournamentId),
        eq(tickets.ownerId, ownerId),
        inArray(tickets.status, ['RESERVED', 'ACTIVE', 'SUSPENDED']),
      ),
    )
    .orderBy(asc(tickets.id))
    .for('update');

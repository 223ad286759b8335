import { newId, type Queryable } from '@arena/subgraph-kit';
import { and, asc, eq, isNotNull, notExists, sql } from 'drizzle-orm';
import type * as schema from './schema.ts';
import {
  participantTickets,
  teamMembers,
  ticketTransfers,
  tournamentBans,
  tournamentStaff,
  type ParticipantTicketRow,
  type TicketTransferRow,
} from './schema.ts';

type Db = Queryable<typeof schema>;
type Ticket = Pick<ParticipantTicketRow, 'ticketId' | 'tournamentId'>;

/** A ticket that somebody holds. */
export type HeldTicket = Ticket & { holderId: string };

/** Whose a ticket was at first, and where it went from there. */
export type TicketHistory = {
  issuedTo: string | null;
  endedAt: Date | null;
  transfers: Pick<TicketTransferRow, 'fromUserId' | 'toUserId'>[];
};

/** Remembers to whom a ticket was issued. */
export async function recordIssue(
  tx: Db,
  { ticketId, tournamentId }: Ticket,
  issuedTo: string,
): Promise<void> {
  await tx
    .insert(participantTickets)
    .values({ ticketId, tournamentId, issuedTo })
    .onConflictDoUpdate({ target: participantTickets.ticketId, set: { issuedTo } });
}

/** Remembers that a ticket is worth nothing any more. */
export async function recordEnd(tx: Db, { ticketId, tournamentId }: Ticket, endedAt: Date): Promise<void> {
  await tx
    .insert(participantTickets)
    .values({ ticketId, tournamentId, endedAt })
    .onConflictDoUpdate({ target: participantTickets.ticketId, set: { endedAt } });
}

/** Remembers one more passing of a ticket. */
export async function recordTransfer(
  tx: Db,
  { ticketId, tournamentId }: Ticket,
  { fromUserId, toUserId }: TicketHistory['transfers'][number],
): Promise<void> {
  await tx.insert(participantTickets).values({ ticketId, tournamentId }).onConflictDoNothing();
  await tx.insert(ticketTransfers).values({ id: newId(), ticketId, fromUserId, toUserId });
}

/** Whether a participant ticket of the tournament was ever issued. */
export async function isAnyTicketIssued(db: Db, tournamentId: string): Promise<boolean> {
  const issued = await db
    .select({ ticketId: participantTickets.ticketId })
    .from(participantTickets)
    .where(and(eq(participantTickets.tournamentId, tournamentId), isNotNull(participantTickets.issuedTo)))
    .limit(1);
  return issued.length > 0;
}

/** All that is known of a ticket. */
export async function findHistory(tx: Db, ticketId: string): Promise<TicketHistory> {
  const [ticket] = await tx
    .select()
    .from(participantTickets)
    .where(eq(participantTickets.ticketId, ticketId));
  const transfers = await tx
    .select({ fromUserId: ticketTransfers.fromUserId, toUserId: ticketTransfers.toUserId })
    .from(ticketTransfers)
    .where(eq(ticketTransfers.ticketId, ticketId));
  return { issuedTo: ticket?.issuedTo ?? null, endedAt: ticket?.endedAt ?? null, transfers };
}

/** Notes whose a ticket is. */
export async function setHolder(tx: Db, ticketId: string, holderId: string | null): Promise<void> {
  await tx.update(participantTickets).set({ holderId }).where(eq(participantTickets.ticketId, ticketId));
}

type TableOfPeople = typeof teamMembers | typeof tournamentStaff | typeof tournamentBans;

/** The tickets of a tournament, oldest first, whose holder is in none of these tables of its people. */
function findHeldOutside(
  tx: Db,
  tournamentId: string,
  tables: readonly TableOfPeople[],
): Promise<HeldTicket[]> {
  const { ticketId, holderId } = participantTickets;
  const ofHolder = (table: TableOfPeople) =>
    tx
      .select({ id: table.id })
      .from(table)
      .where(and(eq(table.tournamentId, tournamentId), eq(table.userId, holderId)));
  return tx
    .select({ ticketId, tournamentId: participantTickets.tournamentId, holderId: sql<string>`${holderId}` })
    .from(participantTickets)
    .where(
      and(
        eq(participantTickets.tournamentId, tournamentId),
        isNotNull(holderId),
        ...tables.map((table) => notExists(ofHolder(table))),
      ),
    )
    .orderBy(asc(ticketId));
}

/** The tickets of a tournament, oldest first, whose holder is not in a team of it, nor staff, nor banned. */
export const findWaiting = (tx: Db, tournamentId: string): Promise<HeldTicket[]> =>
  findHeldOutside(tx, tournamentId, [teamMembers, tournamentStaff, tournamentBans]);

/** The tickets of a tournament, oldest first, whose holder is not in a team of it, nor banned. */
export const findUnplaced = (tx: Db, tournamentId: string): Promise<HeldTicket[]> =>
  findHeldOutside(tx, tournamentId, [teamMembers, tournamentBans]);

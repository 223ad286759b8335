import type { ArenaEvent } from '@arena/events';
import type { TicketRow } from '../db/schema.ts';

const about = ({ id, type, tournamentId, matchId }: TicketRow) => ({
  ticketId: id,
  type,
  tournamentId,
  matchId,
});

/** The owner of a ticket that has one. */
function ownerOf({ id, ownerId }: TicketRow): string {
  if (ownerId === null) throw new Error(`Ticket ${id} is nobody's`);
  return ownerId;
}

export const issuedEvent = (ticket: TicketRow): ArenaEvent => ({
  name: 'tickets.issued',
  payload: { ...about(ticket), ownerId: ownerOf(ticket), checkoutId: ticket.checkoutId },
});

export const releasedEvent = (ticket: TicketRow, checkoutId: string): ArenaEvent => ({
  name: 'tickets.released',
  payload: { ...about(ticket), checkoutId },
});

export const invalidatedEvent = (ticket: TicketRow, reason: string): ArenaEvent => ({
  name: 'tickets.invalidated',
  payload: { ...about(ticket), ownerId: ownerOf(ticket), reason },
});

export const transferredEvent = (ticket: TicketRow, fromUserId: string): ArenaEvent => ({
  name: 'tickets.transferred',
  payload: { ...about(ticket), fromUserId, toUserId: ownerOf(ticket) },
});

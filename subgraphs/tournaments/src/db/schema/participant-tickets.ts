import { index, pgTable, uuid } from 'drizzle-orm/pg-core';
import { tournaments } from './tournaments.ts';
import { instant } from './columns.ts';

/** What is known of the participant tickets that were issued, passed on or ended. */
export const participantTickets = pgTable(
  'participant_tickets',
  {
    ticketId: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    /** its first owner; null until its issue is told of */
    issuedTo: uuid(),
    endedAt: instant(),
    /** whose it is; null once it has ended, and while what is known of it has gaps */
    holderId: uuid(),
  },
  (table) => [index('participant_tickets_tournament').on(table.tournamentId)],
);

/** Each time that a participant ticket passed from one person to another, in no order. */
export const ticketTransfers = pgTable(
  'ticket_transfers',
  {
    id: uuid().primaryKey(),
    ticketId: uuid()
      .notNull()
      .references(() => participantTickets.ticketId, { onDelete: 'cascade' }),
    fromUserId: uuid().notNull(),
    toUserId: uuid().notNull(),
  },
  (table) => [index('ticket_transfers_ticket').on(table.ticketId)],
);

export type ParticipantTicketRow = typeof participantTickets.$inferSelect;
export type TicketTransferRow = typeof ticketTransfers.$inferSelect;

import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgEnum, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';

/** In the order in which one may follow another; news of an earlier one comes too late. */
export const matchStatus = pgEnum('match_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);

/** What events have told of each tournament, in whatever order; null is what they have not told yet. */
export const tournaments = pgTable('tournaments', {
  id: uuid().primaryKey(),
  /** zero where watching is free */
  viewerPriceMinor: bigint({ mode: 'number' }),
  isOver: boolean().notNull().default(false),
  /** of the staff; null while it is the one it was created with */
  staffRevision: integer(),
  /** how many tickets have lost their validity so far */
  withdrawals: integer().notNull().default(0),
  /** the most people who have watched its matches at once */
  peakViewers: integer().notNull().default(0),
});

const tournamentId = () =>
  uuid()
    .notNull()
    .references(() => tournaments.id);

export const tournamentStaff = pgTable(
  'tournament_staff',
  { tournamentId: tournamentId(), userId: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

/** What events have told of each person's ban from a tournament, in whatever order. */
export const tournamentBans = pgTable(
  'tournament_bans',
  {
    tournamentId: tournamentId(),
    userId: uuid().notNull(),
    /** false once it has been lifted */
    isBanned: boolean().notNull(),
    /** of the bans, as the newest event about this person has it */
    revision: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

/** Each time that a ticket no longer admitted somebody, so that nobody is admitted who had it checked before. */
export const ticketWithdrawals = pgTable(
  'ticket_withdrawals',
  {
    tournamentId: tournamentId(),
    /** how many there had been in the tournament with this one */
    number: integer().notNull(),
    ticketId: uuid().notNull(),
    /** whom it no longer admits; null for anybody */
    userId: uuid(),
  },
  (table) => [primaryKey({ columns: [table.tournamentId, table.number] })],
);

/** How the newest dispute of each payment for a ticket stands; tickets may not have heard of it yet. */
export const ticketDisputes = pgTable(
  'ticket_disputes',
  {
    checkoutId: uuid().primaryKey(),
    ticketId: uuid().notNull(),
    /** whether the ticket admits nobody because of it */
    isBarring: boolean().notNull(),
    /** of the disputes of this payment */
    revision: integer().notNull(),
  },
  (table) => [
    index('ticket_disputes_barring')
      .on(table.ticketId)
      .where(sql`is_barring`),
  ],
);

/** What events have told of each match, in whatever order. */
export const matches = pgTable(
  'matches',
  {
    id: uuid().primaryKey(),
    tournamentId: tournamentId(),
    status: matchStatus().notNull(),
    /** the most people who have watched it at once */
    peakViewers: integer().notNull().default(0),
  },
  (table) => [index('matches_tournament').on(table.tournamentId)],
);

export type TournamentRow = typeof tournaments.$inferSelect;
export type MatchRow = typeof matches.$inferSelect;
export type MatchStatus = MatchRow['status'];

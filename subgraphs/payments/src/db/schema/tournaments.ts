import { boolean, index, integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

export const tournamentStatus = pgEnum('tournament_status', ['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
export const staffRole = pgEnum('staff_role', ['ADMIN', 'SUBADMIN']);

/** What events have told of each tournament, in whatever order; null is what they have not told yet. */
export const tournaments = pgTable('tournaments', {
  id: uuid().primaryKey(),
  status: tournamentStatus().notNull(),
  organizerId: uuid(),
  currency: text(),
  /** of the staff; null while it is the one it was created with */
  staffRevision: integer(),
  /** whether its teams are settled, which closes the participant sale before the start */
  rosterClosed: boolean().notNull().default(false),
});

export const tournamentStaff = pgTable(
  'tournament_staff',
  {
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id),
    userId: uuid().notNull(),
    role: staffRole().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

/** What events have told of each person's ban from a tournament, in whatever order. */
export const tournamentBans = pgTable(
  'tournament_bans',
  {
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id),
    userId: uuid().notNull(),
    /** false once it has been lifted */
    isBanned: boolean().notNull(),
    /** of the bans, as the newest event about this person has it */
    revision: integer().notNull(),
    /** whether the money of the tickets that it has cost goes back; stays so once it is lifted */
    refundsTickets: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

export const withdrawalReason = pgEnum('withdrawal_reason', ['BANNED', 'NO_PLACE']);

/** The tickets that were taken from somebody, and whose money may go back for it. */
export const withdrawnTickets = pgTable(
  'withdrawn_tickets',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid().notNull(),
    /** whom it was taken from; not always who had paid for it */
    ownerId: uuid().notNull(),
    /** a ban, which may pay back; or that the teams were settled without its owner */
    reason: withdrawalReason().notNull(),
  },
  (table) => [index('withdrawn_tickets_owner').on(table.tournamentId, table.ownerId)],
);

/** The matches that will not take place. */
export const canceledMatches = pgTable('canceled_matches', { id: uuid().primaryKey() });

export const callOffKind = pgEnum('call_off_kind', ['TOURNAMENT', 'MATCH']);

/** What has been called off and whose checkouts have not all been gone through yet; forgotten once they have. */
export const callOffs = pgTable('call_offs', {
  /** of the tournament or match */
  id: uuid().primaryKey(),
  kind: callOffKind().notNull(),
  /** the checkout up to which they have been gone through, in the order of their ids; null at the beginning */
  reachedId: uuid(),
});

export type CallOffRow = typeof callOffs.$inferSelect;
export type TournamentRow = typeof tournaments.$inferSelect;
export type StaffRole = typeof tournamentStaff.$inferSelect.role;

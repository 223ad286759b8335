import { integer, pgEnum, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';

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

export type TournamentRow = typeof tournaments.$inferSelect;
export type StaffRole = typeof tournamentStaff.$inferSelect.role;

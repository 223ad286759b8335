import { index, pgEnum, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

export const staffRole = pgEnum('staff_role', ['ADMIN', 'SUBADMIN']);
export const ticketType = pgEnum('ticket_type', ['PARTICIPANT', 'VIEWER']);

export const tournamentStaff = pgTable(
  'tournament_staff',
  {
    tournamentId: uuid().notNull(),
    userId: uuid().notNull(),
    role: staffRole().notNull(),
    since: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.tournamentId, table.userId] })],
);

/**
 * Who has held each ticket, and when: a row for each time that it has passed to somebody, or to nobody. So it is known
 * whose it was at any moment, in whatever order the news of it come.
 */
export const holdings = pgTable(
  'holdings',
  {
    ticketId: uuid().notNull(),
    since: instant().notNull(),
    /** null while the ticket is not valid */
    userId: uuid(),
    /** when it passed on; null where it has not */
    until: instant(),
    type: ticketType().notNull(),
    tournamentId: uuid().notNull(),
    /** of a viewer's */
    matchId: uuid(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.since] }),
    index('holdings_tournament').on(table.tournamentId, table.type, table.userId),
    index('holdings_match').on(table.matchId, table.userId),
  ],
);

/** In which team the owner of a participant ticket plays, for as long as they hold it. */
export const members = pgTable(
  'members',
  {
    ticketId: uuid().notNull(),
    userId: uuid().notNull(),
    tournamentId: uuid().notNull(),
    teamId: uuid().notNull(),
    toldAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ticketId, table.userId] }),
    index('members_team').on(table.teamId, table.userId),
  ],
);

export type StaffRow = typeof tournamentStaff.$inferSelect;
export type HoldingRow = typeof holdings.$inferSelect;
export type MemberRow = typeof members.$inferSelect;

import { foreignKey, index, integer, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { tournaments } from './tournaments.ts';
import { instant } from './columns.ts';

export const teams = pgTable(
  'teams',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid()
      .notNull()
      .references(() => tournaments.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    name: text().notNull(),
    /** the name with its case folded */
    nameKey: text().notNull(),
    maxMembers: integer().notNull(),
  },
  (table) => [
    uniqueIndex('teams_number').on(table.tournamentId, table.number),
    uniqueIndex('teams_name').on(table.tournamentId, table.nameKey),
    unique('teams_within_tournament').on(table.id, table.tournamentId),
  ],
);

export const teamMembers = pgTable(
  'team_members',
  {
    id: uuid().primaryKey(),
    teamId: uuid().notNull(),
    /** the team's tournament, so that nobody gets a second team of it */
    tournamentId: uuid().notNull(),
    userId: uuid().notNull(),
    /** the ticket that gives the place */
    ticketId: uuid().notNull(),
    joinedAt: instant().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'team_members_team',
      columns: [table.teamId, table.tournamentId],
      foreignColumns: [teams.id, teams.tournamentId],
    }).onDelete('cascade'),
    uniqueIndex('team_members_ticket').on(table.ticketId),
    uniqueIndex('team_members_once').on(table.tournamentId, table.userId),
    index('team_members_order').on(table.teamId, table.joinedAt, table.id),
    index('team_members_user').on(table.userId, table.joinedAt, table.id),
  ],
);

export type TeamRow = typeof teams.$inferSelect;
export type TeamMemberRow = typeof teamMembers.$inferSelect;

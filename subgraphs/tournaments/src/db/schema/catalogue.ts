import { boolean, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const categories = pgTable(
  'categories',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    alias: text().notNull(),
    participantLimit: integer().notNull(),
  },
  (table) => [uniqueIndex('categories_code').on(table.code)],
);

export const games = pgTable(
  'games',
  {
    id: uuid().primaryKey(),
    code: text().notNull(),
    name: text().notNull(),
    players: integer().notNull(),
    maxTeams: integer().notNull(),
    maxPlayersPerTeam: integer().notNull(),
    isCooperative: boolean().notNull(),
  },
  (table) => [uniqueIndex('games_code').on(table.code)],
);

export type CategoryRow = typeof categories.$inferSelect;
export type GameRow = typeof games.$inferSelect;

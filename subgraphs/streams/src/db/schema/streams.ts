import { pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { matches } from './tournaments.ts';

export const platforms = pgTable(
  'platforms',
  {
    id: uuid().primaryKey(),
    name: text().notNull(),
    /** the domains that its addresses are in, or in subdomains of */
    domains: text().array().notNull(),
  },
  (table) => [uniqueIndex('platforms_name').on(table.name)],
);

export const streams = pgTable(
  'streams',
  {
    id: uuid().primaryKey(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    tournamentId: uuid().notNull(),
    platformId: uuid()
      .notNull()
      .references(() => platforms.id),
    url: text().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('streams_platform').on(table.matchId, table.platformId)],
);

export type PlatformRow = typeof platforms.$inferSelect;
export type StreamRow = typeof streams.$inferSelect;

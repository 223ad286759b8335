import { boolean, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/** What events have told of each tournament, in whatever order; null is what they have not told yet. */
export const tournaments = pgTable('tournaments', {
  id: uuid().primaryKey(),
  name: text(),
  /** of the name; null while it is the one it was created with */
  detailsRevision: integer(),
  isCanceled: boolean().notNull().default(false),
  /** of the staff; null while it is the one it was created with */
  staffRevision: integer(),
});

/** What events have told of each match, in whatever order; null is what they have not told yet. */
export const matches = pgTable('matches', {
  id: uuid().primaryKey(),
  tournamentId: uuid().notNull(),
  name: text(),
  startsAt: instant(),
  /** when its date was told, so that an older one does not replace it */
  startsAtToldAt: instant(),
  /** who meets in it, since it has started */
  teamIds: uuid().array().notNull().default([]),
  hasStarted: boolean().notNull().default(false),
  /** finished or canceled */
  isOver: boolean().notNull().default(false),
  hasStream: boolean().notNull().default(false),
});

export type TournamentRow = typeof tournaments.$inferSelect;
export type MatchRow = typeof matches.$inferSelect;

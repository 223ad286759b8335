import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { factColumns, instant } from './columns.ts';

/** What many are told of: whom, and how far that has come. */
export const fanOuts = pgTable(
  'fan_outs',
  {
    id: uuid().primaryKey(),
    ...factColumns(),
    /** what it tells of; each is told once */
    eventKey: text().notNull(),
    /** those who hold a participant ticket of the tournament */
    toParticipants: boolean().notNull(),
    /** those who hold a viewer ticket: of the match, or of any where it is about none */
    toViewers: boolean().notNull(),
    toStaff: boolean().notNull(),
    /** those who have asked to be told of new tournaments by e-mail */
    toSubscribers: boolean().notNull(),
    /** the members of these teams */
    toTeams: uuid().array().notNull(),
    /** when what it tells of happened: whoever was there then is told */
    at: instant().notNull(),
    createdAt: instant().notNull(),
    /** the trace of what it tells of, which it continues; null where none was made */
    traceparent: text(),
    dueAt: instant().notNull(),
    begunAt: instant(),
    /** all people up to this one, in the order of their ids, have been told */
    toldUntil: uuid(),
    finishedAt: instant(),
  },
  (table) => [
    uniqueIndex('fan_outs_once').on(table.eventKey),
    uniqueIndex('fan_outs_collecting')
      .on(table.tournamentId)
      .where(sql`kind = 'TOURNAMENT_UPDATED' and begun_at is null`),
    index('fan_outs_due')
      .on(table.dueAt)
      .where(sql`finished_at is null`),
    index('fan_outs_tournament').on(table.tournamentId, table.at),
    index('fan_outs_finished')
      .on(table.createdAt)
      .where(sql`finished_at is not null`),
  ],
);

/** What staff have announced: by whom, and to how many. */
export const announcements = pgTable(
  'announcements',
  {
    id: uuid().primaryKey(),
    tournamentId: uuid().notNull(),
    authorId: uuid().notNull(),
    /** tells whether the same was announced again */
    inputHash: text().notNull(),
    reach: integer().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    index('announcements_tournament').on(table.tournamentId, table.createdAt),
    index('announcements_made').on(table.createdAt),
  ],
);

export type FanOutRow = typeof fanOuts.$inferSelect;
export type AnnouncementRow = typeof announcements.$inferSelect;

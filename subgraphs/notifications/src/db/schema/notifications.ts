import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { factColumns, instant } from './columns.ts';

/** What each person has been told in the app. */
export const notifications = pgTable(
  'notifications',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    ...factColumns(),
    /** what it tells of: a person is told of it once */
    eventKey: text().notNull(),
    createdAt: instant().notNull(),
    readAt: instant(),
  },
  (table) => [
    uniqueIndex('notifications_once').on(table.userId, table.eventKey),
    index('notifications_newest').on(table.userId, table.createdAt, table.id),
    index('notifications_unread')
      .on(table.userId, table.createdAt, table.id)
      .where(sql`read_at is null`),
    index('notifications_read')
      .on(table.createdAt)
      .where(sql`read_at is not null`),
  ],
);

/** What is told to everybody: kept once, and read by whoever was there already and has not turned it off. */
export const broadcasts = pgTable(
  'broadcasts',
  {
    id: uuid().primaryKey(),
    ...factColumns(),
    eventKey: text().notNull(),
    /** when what it tells of happened: whoever was there then is told */
    at: instant().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [
    uniqueIndex('broadcasts_once').on(table.eventKey),
    index('broadcasts_newest').on(table.createdAt, table.id),
  ],
);

/**
 * When somebody has read all that had been told to everybody: what was told up to then, and since they had last done so.
 * There is none in which nothing was told, so nobody has more than there are broadcasts.
 */
export const broadcastReadSpans = pgTable(
  'broadcast_read_spans',
  {
    userId: uuid().notNull(),
    /** when the newest of it was told */
    until: instant().notNull(),
    readAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.until] }),
    index('broadcast_read_spans_until').on(table.until),
  ],
);

/** Who has read a broadcast by itself. */
export const broadcastReads = pgTable(
  'broadcast_reads',
  {
    broadcastId: uuid()
      .notNull()
      .references(() => broadcasts.id, { onDelete: 'cascade' }),
    userId: uuid().notNull(),
    readAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.broadcastId, table.userId] })],
);

export type NotificationRow = typeof notifications.$inferSelect;
export type BroadcastRow = typeof broadcasts.$inferSelect;

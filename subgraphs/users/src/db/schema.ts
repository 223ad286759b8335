import { pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

/** Milliseconds, so that what JavaScript reads is what is stored, and cursors compare exactly. */
const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });

export const users = pgTable(
  'users',
  {
    id: uuid().primaryKey(),
    username: text().notNull(),
    displayName: text().notNull(),
    avatarUrl: text(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('users_username').on(table.username)],
);

export type UserRow = typeof users.$inferSelect;

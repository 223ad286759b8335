import { sql } from 'drizzle-orm';
import { index, pgEnum, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';
import { matches } from './tournaments.ts';

export const streamRole = pgEnum('stream_role', ['PARTICIPANT', 'VIEWER', 'STAFF']);
export const revocation = pgEnum('revocation', ['KICKED', 'BANNED', 'TICKET_INVALID', 'ROLE_LOST', 'LEFT']);

/** Who was admitted to a match, by what, and when they watched it; what they hold now is for presence to say. */
export const attendances = pgTable(
  'attendances',
  {
    id: uuid().primaryKey(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    tournamentId: uuid().notNull(),
    userId: uuid().notNull(),
    role: streamRole().notNull(),
    /** what they were admitted by; null for staff, and where watching is free */
    ticketId: uuid(),
    grantedAt: instant().notNull(),
    /** why they are admitted no more, whatever presence has not heard of yet */
    revocation: revocation(),
    firstSeenAt: instant(),
    lastSeenAt: instant(),
  },
  (table) => [
    uniqueIndex('attendances_person').on(table.matchId, table.userId),
    index('attendances_tournament')
      .on(table.tournamentId, table.userId)
      .where(sql`revocation is null`),
    index('attendances_ticket')
      .on(table.ticketId)
      .where(sql`revocation is null`),
    index('attendances_seen')
      .on(table.tournamentId, table.userId)
      .where(sql`first_seen_at is not null`),
  ],
);

/** Who was kicked from a match, and has not been let in again. */
export const streamBans = pgTable(
  'stream_bans',
  {
    id: uuid().primaryKey(),
    matchId: uuid()
      .notNull()
      .references(() => matches.id),
    userId: uuid().notNull(),
    reason: text(),
    bannedById: uuid().notNull(),
    createdAt: instant().notNull(),
  },
  (table) => [uniqueIndex('stream_bans_person').on(table.matchId, table.userId)],
);

export type AttendanceRow = typeof attendances.$inferSelect;
export type Revocation = NonNullable<AttendanceRow['revocation']>;
export type StreamBanRow = typeof streamBans.$inferSelect;

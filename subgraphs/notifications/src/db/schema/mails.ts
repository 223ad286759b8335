import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgEnum,
  pgTable,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { factColumns, instant } from './columns.ts';

export const mailState = pgEnum('mail_state', ['QUEUED', 'SENT', 'PARKED']);

/** Mails to people, each until a server has taken it over or it is given up. */
export const mails = pgTable(
  'mails',
  {
    id: uuid().primaryKey(),
    userId: uuid().notNull(),
    ...factColumns(),
    /** what it tells of: a person gets one mail of it */
    eventKey: text().notNull(),
    /** of a reminder: the matches of the day */
    matchIds: uuid().array().notNull(),
    /** of a reminder that has not been taken yet: the day of which it takes further matches */
    gathers: text(),
    /** those of a lower one go first, however many of a higher one wait */
    lane: smallint().notNull(),
    state: mailState().notNull(),
    /** why it is parked, or is still here after a try */
    reason: text(),
    attempts: integer().notNull(),
    /** when it is tried next; while it is under way, when somebody else may try */
    nextAt: instant().notNull(),
    createdAt: instant().notNull(),
    /** the trace of what it tells of, which it continues; null where none was made */
    traceparent: text(),
    /** since when it is SENT or PARKED */
    settledAt: instant(),
  },
  (table) => [
    uniqueIndex('mails_once').on(table.userId, table.eventKey),
    uniqueIndex('mails_gathering')
      .on(table.userId, table.gathers)
      .where(sql`gathers is not null`),
    index('mails_due')
      .on(table.lane, table.nextAt)
      .where(sql`state = 'QUEUED'`),
    index('mails_settled')
      .on(table.settledAt)
      .where(sql`state <> 'QUEUED'`),
    check('mails_settled', sql`(${table.state} = 'QUEUED') = (${table.settledAt} is null)`),
    check('mails_parked', sql`${table.state} <> 'PARKED' or ${table.reason} is not null`),
  ],
);

/** The one row of what must be remembered for all mails. */
export const mailSettings = pgTable(
  'mail_settings',
  {
    isOnly: boolean().primaryKey().default(true),
    /** what the links are signed with that turn mails off */
    linkSecret: text().notNull(),
  },
  (table) => [check('mail_settings_only', sql`${table.isOnly}`)],
);

export type MailRow = typeof mails.$inferSelect;
export type MailState = MailRow['state'];

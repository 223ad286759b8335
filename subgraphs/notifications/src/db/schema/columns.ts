import { jsonb, pgEnum, timestamp, uuid } from 'drizzle-orm/pg-core';
import { KINDS } from '../../domain/kinds.ts';
import type { Fact } from '../../domain/params.ts';

/** Milliseconds, so that what JavaScript reads is what is stored, and cursors compare exactly. */
export const instant = () => timestamp({ precision: 3, withTimezone: true, mode: 'date' });

export const notificationKind = pgEnum('notification_kind', KINDS);

/** What somebody is told: a kind with what is kept of it, and what it is about. */
export const factColumns = () => ({
  kind: notificationKind().notNull(),
  params: jsonb().$type<Fact['params']>().notNull(),
  tournamentId: uuid(),
  matchId: uuid(),
  ticketId: uuid(),
});

import { jsonb, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import type { MessageHeaders } from '../bus.ts';

/** Events told by committed transactions and not yet taken over by the bus; each subgraph has this table. */
export const outbox = pgTable('outbox', {
  /** the message's id: a UUIDv7, so that the order of ids is roughly that of the events */
  id: uuid().primaryKey(),
  routingKey: text().notNull(),
  payload: jsonb().notNull(),
  headers: jsonb().$type<MessageHeaders>().notNull(),
  createdAt: timestamp({ precision: 3, withTimezone: true, mode: 'date' }).notNull().defaultNow(),
});

import { index, pgTable, text, timestamp, uuid } from 'drizzle-orm/pg-core';

/** Messages whose effect this database holds already; each consuming subgraph has this table. */
export const inbox = pgTable(
  'inbox',
  {
    messageId: uuid().primaryKey(),
    routingKey: text().notNull(),
    handledAt: timestamp({ precision: 3, withTimezone: true, mode: 'date' }).notNull().defaultNow(),
  },
  (table) => [index('inbox_handled').on(table.handledAt)],
);

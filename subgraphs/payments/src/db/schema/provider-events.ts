import { index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { providerName } from './checkouts.ts';
import { instant } from './columns.ts';

/** The webhooks that have been handled, so that each counts once. */
export const providerEvents = pgTable(
  'provider_events',
  {
    provider: providerName().notNull(),
    /** as the provider names it */
    id: text().notNull(),
    type: text().notNull(),
    receivedAt: instant().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.id] }),
    index('provider_events_received').on(table.receivedAt),
  ],
);

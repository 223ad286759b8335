import { sql } from 'drizzle-orm';
import { boolean, index, pgEnum, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { LOCALES } from '../../domain/texts/text.ts';
import { instant, notificationKind } from './columns.ts';

export const locale = pgEnum('locale', LOCALES);

/** What events have told of each person, in whatever order. */
export const people = pgTable('people', {
  id: uuid().primaryKey(),
  /** null until it has been told */
  locale: locale(),
  /** when the locale was told, so that an older one does not replace it */
  localeAt: instant(),
  /** null until it has been told */
  registeredAt: instant(),
});

/** What somebody has chosen for a kind, where it is not what everybody begins with. */
export const preferences = pgTable(
  'preferences',
  {
    userId: uuid().notNull(),
    kind: notificationKind().notNull(),
    inApp: boolean().notNull(),
    email: boolean().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.kind] }),
    index('preferences_subscribers')
      .on(table.userId)
      .where(sql`kind = 'TOURNAMENT_CREATED' and email`),
  ],
);

export type PersonRow = typeof people.$inferSelect;
export type PreferenceRow = typeof preferences.$inferSelect;

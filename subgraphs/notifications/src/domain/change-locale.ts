import type { EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import { rememberLocale } from '../db/person-store.ts';
import type * as schema from '../db/schema.ts';
import type { News } from './news.ts';

/** Takes note of the language that somebody is written to in, unless something newer is known. */
export async function changeLocale(
  tx: Queryable<typeof schema>,
  news: News,
  { userId, locale }: EventPayload<'users.profile-updated'>,
): Promise<void> {
  if (locale) await rememberLocale(tx, userId, { locale, localeAt: news.at });
}

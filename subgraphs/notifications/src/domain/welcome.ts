import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberLocale, rememberRegistration } from '../db/person-store.ts';
import type * as schema from '../db/schema.ts';
import type { News } from './news.ts';
import { tellPerson } from './tell-person.ts';

/** Takes note of somebody new, and welcomes them. */
export async function welcome(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  { userId, locale }: EventPayload<'users.registered'>,
): Promise<AfterCommit> {
  await rememberRegistration(tx, userId, news.at);
  if (locale) await rememberLocale(tx, userId, { locale, localeAt: news.at });
  return tellPerson(app, tx, news, userId, { kind: 'WELCOME', params: {} });
}

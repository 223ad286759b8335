import type { AfterCommit } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import type { News } from './news.ts';
import { notify } from './notify.ts';
import type { Telling } from './telling.ts';

type Unkeyed<T> = T extends unknown ? Omit<T, 'eventKey'> : never;

/** Tells one person the news, once. */
export const tellPerson = (
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  userId: string,
  telling: Unkeyed<Telling>,
): Promise<AfterCommit> => notify(app, tx, { ...telling, eventKey: news.id }, [userId], app.now());

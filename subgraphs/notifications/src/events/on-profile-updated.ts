import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { changeLocale } from '../domain/change-locale.ts';
import { newsOf } from '../domain/news.ts';

export const onProfileUpdated =
  (app: App): EventHandler<typeof schema, 'users.profile-updated'> =>
  (tx, person, _headers, messageId) =>
    changeLocale(tx, newsOf(app, messageId), person);

import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { welcome } from '../domain/welcome.ts';

export const onRegistered =
  (app: App): EventHandler<typeof schema, 'users.registered'> =>
  (tx, person, _headers, messageId) =>
    welcome(app, tx, newsOf(app, messageId), person);

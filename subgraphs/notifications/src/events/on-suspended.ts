import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPerson } from '../domain/tell-person.ts';

export const onSuspended =
  (app: App): EventHandler<typeof schema, 'users.suspended'> =>
  (tx, { userId }, _headers, messageId) =>
    tellPerson(app, tx, newsOf(app, messageId), userId, { kind: 'SECURITY', params: { cause: 'SUSPENDED' } });

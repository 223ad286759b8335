import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPerson } from '../domain/tell-person.ts';

export const onPasswordResetRequested =
  (app: App): EventHandler<typeof schema, 'users.password-reset-requested'> =>
  (tx, { userId, requestId }, _headers, messageId) =>
    tellPerson(app, tx, newsOf(app, messageId), userId, { kind: 'PASSWORD_RESET', params: { requestId } });

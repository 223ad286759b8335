import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellPerson } from '../domain/tell-person.ts';

export const onEmailVerificationRequested =
  (app: App): EventHandler<typeof schema, 'users.email-verification-requested'> =>
  (tx, { userId, requestId }, _headers, messageId) =>
    tellPerson(app, tx, newsOf(app, messageId), userId, {
      kind: 'EMAIL_VERIFICATION',
      params: { requestId },
    });

import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellMatchCanceled } from '../domain/tell-match.ts';

export const onMatchCanceled =
  (app: App): EventHandler<typeof schema, 'matches.canceled'> =>
  (tx, match, _headers, messageId) =>
    tellMatchCanceled(app, tx, newsOf(app, messageId), match);

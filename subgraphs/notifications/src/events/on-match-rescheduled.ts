import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellMatchRescheduled } from '../domain/tell-match.ts';

export const onMatchRescheduled =
  (app: App): EventHandler<typeof schema, 'matches.rescheduled'> =>
  (tx, match, _headers, messageId) =>
    tellMatchRescheduled(app, tx, newsOf(app, messageId), match);

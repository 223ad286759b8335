import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { rememberNewMatch } from '../domain/tell-match.ts';

export const onMatchCreated =
  (app: App): EventHandler<typeof schema, 'matches.created'> =>
  (tx, match, _headers, messageId) =>
    rememberNewMatch(tx, newsOf(app, messageId), match);

import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellMatchWinner } from '../domain/tell-match.ts';

export const onMatchFinished =
  (app: App): EventHandler<typeof schema, 'matches.finished'> =>
  (tx, match, _headers, messageId) =>
    tellMatchWinner(app, tx, newsOf(app, messageId), { ...match, isCorrected: false });

import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { tellMatchWinner } from '../domain/tell-match.ts';

export const onMatchResultCorrected =
  (app: App): EventHandler<typeof schema, 'matches.result-corrected'> =>
  (tx, match, _headers, messageId) =>
    tellMatchWinner(app, tx, newsOf(app, messageId), { ...match, isCorrected: true });

import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { changeDetails } from '../domain/collect-updates.ts';
import { newsOf } from '../domain/news.ts';

export const onTournamentUpdated =
  (app: App): EventHandler<typeof schema, 'tournaments.updated'> =>
  (tx, details, _headers, messageId) =>
    changeDetails(app, tx, newsOf(app, messageId), details);

import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { changeDates } from '../domain/collect-updates.ts';
import { newsOf } from '../domain/news.ts';

export const onTournamentRescheduled =
  (app: App): EventHandler<typeof schema, 'tournaments.rescheduled'> =>
  (tx, dates, _headers, messageId) =>
    changeDates(app, tx, newsOf(app, messageId), dates);

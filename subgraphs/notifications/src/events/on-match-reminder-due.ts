import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { newsOf } from '../domain/news.ts';
import { remindOfMatch } from '../domain/remind-of-match.ts';

export const onMatchReminderDue =
  (app: App): EventHandler<typeof schema, 'matches.reminder-due'> =>
  (tx, reminder, _headers, messageId) =>
    remindOfMatch(app, tx, newsOf(app, messageId), reminder);

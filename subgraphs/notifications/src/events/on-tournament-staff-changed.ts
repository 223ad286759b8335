import type { EventHandler } from '@arena/events';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { changeStaff } from '../domain/change-staff.ts';
import { newsOf } from '../domain/news.ts';

export const onTournamentStaffChanged =
  (app: App): EventHandler<typeof schema, 'tournaments.staff-changed'> =>
  (tx, staff, _headers, messageId) =>
    changeStaff(app, tx, newsOf(app, messageId), staff);

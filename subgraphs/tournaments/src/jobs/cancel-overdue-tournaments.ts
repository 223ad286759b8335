import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { cancelOverdueTournaments } from '../domain/cancel-overdue-tournaments.ts';

/** Each quarter of an hour, and not in the minute of the reminders. */
export const cancelOverdueTournamentsJob = (app: App): Job => ({
  name: 'cancel-overdue-tournaments',
  schedule: '8,23,38,53 * * * *',
  run: () => cancelOverdueTournaments(app),
});

import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { remindOfMatches } from '../domain/remind-of-matches.ts';

/** Begins a minute past midnight, and looks again each quarter of an hour for what is new today or was missed. */
export const remindOfMatchesJob = (app: App, timeZone: string): Job => ({
  name: 'remind-of-matches',
  // the offset of every time zone from UTC is a multiple of a quarter of an hour
  schedule: '1,16,31,46 * * * *',
  run: () => remindOfMatches(app, timeZone),
});

import { appendEvents } from '@arena/events';
import type { App } from '../app.ts';
import { insertReminders, lockUnremindedMatches } from '../db/reminder-store.ts';
import { matchReminderDue } from './match-events.ts';
import { withTeams } from './told-match.ts';
import { OPEN_STATUSES } from './tournament-status.ts';

/** So many matches a transaction holds, so that whoever changes one of them waits but briefly. */
const BATCH = 500;

/** Tells of a batch of matches; how many there were to tell of. */
const remindOfSome = (app: App, timeZone: string): Promise<number> =>
  app.transact(async (tx) => {
    const request = { now: app.now(), timeZone, statuses: OPEN_STATUSES, limit: BATCH };
    const due = await lockUnremindedMatches(tx, request);
    const noted = new Set(await insertReminders(tx, due));
    const told = await withTeams(
      tx,
      due.filter(({ id }) => noted.has(id)),
    );
    await appendEvents(tx, told.map(matchReminderDue));
    return due.length;
  });

/**
 * Tells of each PENDING match of an open tournament that starts on the day it is in the time zone, once a match and
 * day, however often and by however many replicas this is called.
 */
export async function remindOfMatches(app: App, timeZone: string): Promise<void> {
  while ((await remindOfSome(app, timeZone)) === BATCH);
}

import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { hasToldNewerDates, lockCollecting, updateFanOut } from '../db/fan-out-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import type { ParamsOf } from './params.ts';
import { startFanOut } from './start-fan-out.ts';

type Tx = Queryable<typeof schema>;
type Changes = ParamsOf['TOURNAMENT_UPDATED'];

/** What two changes have changed together; of the dates the newest. */
const merged = (before: Changes, { dates }: Changes): Changes =>
  dates && dates.revision > (before.dates?.revision ?? -1) ? { dates } : before;

/** Adds a change to those of the tournament that are still being gathered; the first of them begins to gather. */
async function collect(
  app: App,
  tx: Tx,
  news: News,
  tournamentId: string,
  params: Changes,
): Promise<AfterCommit> {
  const collecting = await lockCollecting(tx, tournamentId);
  if (!collecting) {
    const telling = {
      kind: 'TOURNAMENT_UPDATED',
      params,
      eventKey: `updated:${news.id}`,
      tournamentId,
    } as const;
    const dueAt = new Date(app.now().getTime() + app.settings.updateWindowMs);
    const groups = { toParticipants: true, toViewers: true, toStaff: true };
    return startFanOut(app, tx, news, telling, groups, dueAt);
  }
  await updateFanOut(tx, collecting.id, {
    params: merged(collecting.params as Changes, params),
    at: news.at > collecting.at ? news.at : collecting.at,
  });
  return () => {};
}

/** Takes note of what a tournament is called, and tells its people with a delay that something has changed. */
export async function changeDetails(
  app: App,
  tx: Tx,
  news: News,
  { tournamentId, revision, name }: EventPayload<'tournaments.updated'>,
): Promise<AfterCommit> {
  const { detailsRevision } = await lockTournament(tx, tournamentId);
  if (revision !== undefined && name !== undefined && revision > (detailsRevision ?? -1)) {
    await updateTournament(tx, tournamentId, { name, detailsRevision: revision });
  }
  return collect(app, tx, news, tournamentId, { dates: null });
}

/** Tells the people of a tournament with a delay that it has other dates, unless newer ones have been told. */
export async function changeDates(
  app: App,
  tx: Tx,
  news: News,
  { tournamentId, startsAt, revision }: EventPayload<'tournaments.rescheduled'>,
): Promise<AfterCommit | void> {
  await lockTournament(tx, tournamentId);
  if (await hasToldNewerDates(tx, tournamentId, revision)) return undefined;
  return collect(app, tx, news, tournamentId, { dates: { startsAt, revision } });
}

import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { lockCollecting, updateFanOut } from '../db/fan-out-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import type { ParamsOf } from './params.ts';
import { startFanOut } from './start-fan-out.ts';

type Tx = Queryable<typeof schema>;
type Changes = ParamsOf['TOURNAMENT_UPDATED'];

/** Of two changes what both have changed, as the newer has it. */
const merged = (before: Changes, after: Changes, isNewer: boolean): Changes => ({
  startsAt: isNewer ? (after.startsAt ?? before.startsAt) : (before.startsAt ?? after.startsAt),
});

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
  const isNewer = news.at > collecting.at;
  await updateFanOut(tx, collecting.id, {
    params: merged(collecting.params as Changes, params, isNewer),
    at: isNewer ? news.at : collecting.at,
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
  return collect(app, tx, news, tournamentId, { startsAt: null });
}

/** Tells the people of a tournament with a delay that it has other dates. */
export async function changeDates(
  app: App,
  tx: Tx,
  news: News,
  { tournamentId, startsAt }: EventPayload<'tournaments.rescheduled'>,
): Promise<AfterCommit> {
  await lockTournament(tx, tournamentId);
  return collect(app, tx, news, tournamentId, { startsAt });
}

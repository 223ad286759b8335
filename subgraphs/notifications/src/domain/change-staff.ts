import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { findStaff, lowerSince, replaceStaff } from '../db/staff-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { catchUp } from './catch-up.ts';
import { inTurn } from './in-turn.ts';
import type { News } from './news.ts';
import { notify } from './notify.ts';

type Tx = Queryable<typeof schema>;

/** Tells those who were of the staff for longer than was known what they have missed. */
async function catchUpAll(app: App, tx: Tx, tournamentId: string, userIds: readonly string[], since: Date) {
  const told = [];
  for (const userId of userIds) told.push(await catchUp(app, tx, { tournamentId, userId, since }));
  return inTurn(told);
}

/**
 * Takes note of who runs a tournament, unless something newer is known (then only of since when they do), and tells those who have come to do so; its
 * organizer does from the beginning.
 */
export async function changeStaff(
  app: App,
  tx: Tx,
  news: News,
  { tournamentId, revision, staff }: EventPayload<'tournaments.staff-changed'>,
): Promise<AfterCommit | void> {
  const { staffRevision } = await lockTournament(tx, tournamentId);
  if (revision <= (staffRevision ?? -1)) {
    const userIds = staff.map(({ userId }) => userId);
    return catchUpAll(app, tx, tournamentId, await lowerSince(tx, tournamentId, userIds, news.at), news.at);
  }
  await updateTournament(tx, tournamentId, { staffRevision: revision });
  const known = new Map((await findStaff(tx, tournamentId)).map((one) => [one.userId, one.since]));
  const rows = staff.map((one) => ({ ...one, tournamentId, since: known.get(one.userId) ?? news.at }));
  await replaceStaff(tx, tournamentId, rows);
  const added = rows.filter(({ userId, role }) => role !== 'ADMIN' && !known.has(userId));
  const told = [];
  for (const { userId, role, since } of added) {
    const telling = { kind: 'STAFF_ADDED', params: { role }, eventKey: news.id, tournamentId } as const;
    told.push(await notify(app, tx, telling, [userId], app.now()));
    told.push(await catchUp(app, tx, { tournamentId, userId, since }));
  }
  return inTurn(told);
}

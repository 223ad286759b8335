import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { insertBroadcast } from '../db/broadcast-store.ts';
import type * as schema from '../db/schema.ts';
import type { TournamentRow } from '../db/schema.ts';
import { lowerSince, replaceStaff } from '../db/staff-store.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { broadcastReceived, EVERYBODY } from '../live/topics.ts';
import { catchUp } from './catch-up.ts';
import { inTurn } from './in-turn.ts';
import type { News } from './news.ts';
import { startFanOut } from './start-fan-out.ts';
import type { Telling } from './telling.ts';

type Tx = Queryable<typeof schema>;
type Created = EventPayload<'tournaments.created'>;

/** Takes note of the tournament; what other events have told of it already stays. Its organizer has run it since. */
async function remember(
  tx: Tx,
  news: News,
  known: TournamentRow,
  { name, organizerId }: Created,
): Promise<void> {
  const { id: tournamentId } = known;
  if (known.detailsRevision === null && name !== undefined)
    await updateTournament(tx, tournamentId, { name });
  if (known.staffRevision !== null) {
    await lowerSince(tx, tournamentId, [organizerId], news.at);
    return;
  }
  await replaceStaff(tx, tournamentId, [
    { tournamentId, userId: organizerId, role: 'ADMIN', since: news.at },
  ]);
}

/** Takes note of a new tournament, and tells everybody: in the app all, by e-mail whoever has asked for it. */
export async function announceTournament(
  app: App,
  tx: Tx,
  news: News,
  created: Created,
): Promise<AfterCommit> {
  const { tournamentId, startsAt } = created;
  await remember(tx, news, await lockTournament(tx, tournamentId), created);
  const telling: Telling = {
    kind: 'TOURNAMENT_CREATED',
    params: { startsAt },
    eventKey: `created:${tournamentId}`,
    tournamentId,
  };
  const { kind, params, eventKey } = telling;
  const about = { tournamentId, matchId: null, ticketId: null };
  const row = { id: news.id, kind, params, eventKey, ...about, at: news.at, createdAt: app.now() };
  const isNew = await insertBroadcast(tx, row);
  const mailed = await startFanOut(app, tx, news, telling, { toSubscribers: true });
  const late = await catchUp(app, tx, { tournamentId, userId: created.organizerId, since: news.at });
  const push = () => {
    if (isNew) app.live.publish(broadcastReceived, EVERYBODY, { notificationId: news.id });
  };
  return inTurn([push, mailed, late]);
}

import type { AfterCommit } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import type { News } from './news.ts';
import { startFanOut } from './start-fan-out.ts';

/** Tells the people of a tournament that it will not take place. */
export async function cancelTournament(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  tournamentId: string,
): Promise<AfterCommit> {
  await lockTournament(tx, tournamentId);
  await updateTournament(tx, tournamentId, { isCanceled: true });
  const telling = {
    kind: 'TOURNAMENT_CANCELED',
    params: {},
    eventKey: `canceled:${tournamentId}`,
    tournamentId,
  } as const;
  return startFanOut(app, tx, news, telling, { toParticipants: true, toViewers: true, toStaff: true });
}

import type { AfterCommit } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament, updateTournament } from '../db/tournament-store.ts';
import { tournamentCalledOff } from './called-off.ts';
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
  const groups = { toParticipants: true, toViewers: true, toStaff: true };
  return startFanOut(app, tx, news, tournamentCalledOff(tournamentId), groups);
}

import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberMember } from '../db/holding-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { catchUp } from './catch-up.ts';
import type { News } from './news.ts';

/** Takes note of who plays in which team. */
export async function joinTeam(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  member: EventPayload<'tournaments.player-joined'>,
): Promise<AfterCommit> {
  const { tournamentId, userId } = member;
  await lockTournament(tx, tournamentId);
  await rememberMember(tx, { ...member, toldAt: news.at });
  return catchUp(app, tx, { tournamentId, userId, since: news.at });
}

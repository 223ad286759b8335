import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberMatchDate } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { dayIn } from './day-in.ts';
import type { News } from './news.ts';
import { startFanOut } from './start-fan-out.ts';

/** Reminds those concerned, and the staff, of a match that takes place today; of one on a day that is over nobody is. */
export async function remindOfMatch(
  app: App,
  tx: Queryable<typeof schema>,
  news: News,
  { matchId, tournamentId, teamIds = [], on, startsAt }: EventPayload<'matches.reminder-due'>,
): Promise<AfterCommit | void> {
  await lockTournament(tx, tournamentId);
  if (startsAt !== undefined) {
    const date = { startsAt: new Date(startsAt), startsAtToldAt: news.at };
    await rememberMatchDate(tx, { id: matchId, tournamentId }, date);
  }
  if (on < dayIn(app.settings.timeZone, app.now())) return undefined;
  const telling = {
    kind: 'MATCH_REMINDER',
    params: { on, startsAt: startsAt ?? null },
    eventKey: `reminder:${matchId}:${on}`,
    ...{ tournamentId, matchId },
  } as const;
  return startFanOut(app, tx, news, telling, { toTeams: teamIds, toViewers: true, toStaff: true });
}

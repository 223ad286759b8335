import type { AfterCommit, EventPayload } from '@arena/events';
import type { Queryable } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { rememberMatch, rememberMatchDate } from '../db/match-store.ts';
import type * as schema from '../db/schema.ts';
import { lockTournament } from '../db/tournament-store.ts';
import { matchCalledOff } from './called-off.ts';
import type { News } from './news.ts';
import { startFanOut } from './start-fan-out.ts';

type Tx = Queryable<typeof schema>;

type ToldMatch = { matchId: string; tournamentId: string; teamIds?: string[] | undefined };

/** Those who meet in a match, and those who have a ticket to watch it. */
const playersAndViewers = ({ teamIds = [] }: ToldMatch) => ({ toTeams: teamIds, toViewers: true });

const keyOf = ({ matchId, tournamentId }: ToldMatch) => ({ id: matchId, tournamentId });

/** Takes note of a new match. */
export async function rememberNewMatch(
  tx: Tx,
  news: News,
  match: EventPayload<'matches.created'>,
): Promise<void> {
  const { name, startsAt } = match;
  await rememberMatch(tx, keyOf(match), name === undefined ? {} : { name });
  const date = { startsAt: startsAt === null ? null : new Date(startsAt), startsAtToldAt: news.at };
  await rememberMatchDate(tx, keyOf(match), date);
}

/** Tells those concerned, and the staff, that a match has a new date. */
export async function tellMatchRescheduled(
  app: App,
  tx: Tx,
  news: News,
  match: EventPayload<'matches.rescheduled'>,
): Promise<AfterCommit> {
  const { matchId, tournamentId, startsAt } = match;
  await lockTournament(tx, tournamentId);
  await rememberMatchDate(tx, keyOf(match), { startsAt: new Date(startsAt), startsAtToldAt: news.at });
  const telling = {
    kind: 'MATCH_RESCHEDULED',
    params: { startsAt },
    eventKey: news.id,
    ...{ tournamentId, matchId },
  } as const;
  return startFanOut(app, tx, news, telling, { ...playersAndViewers(match), toStaff: true });
}

/**
 * Tells those concerned, and the staff, that a match will not take place; of one whose tournament is called off with it
 * that tells more, and this nobody is told.
 */
export async function tellMatchCanceled(
  app: App,
  tx: Tx,
  news: News,
  match: EventPayload<'matches.canceled'>,
): Promise<AfterCommit | void> {
  const { matchId, tournamentId } = match;
  await lockTournament(tx, tournamentId);
  await rememberMatch(tx, keyOf(match), { isOver: true });
  if (match.withTournament) return undefined;
  const groups = { ...playersAndViewers(match), toStaff: true };
  return startFanOut(app, tx, news, matchCalledOff(tournamentId, matchId), groups);
}

/** Tells those concerned who has won a match, or that another has than was told. */
export async function tellMatchWinner(
  app: App,
  tx: Tx,
  news: News,
  match: EventPayload<'matches.finished'> & { isCorrected: boolean },
): Promise<AfterCommit> {
  const { matchId, tournamentId, winnerTeamId, winnerName, isCorrected } = match;
  await lockTournament(tx, tournamentId);
  await rememberMatch(tx, keyOf(match), { isOver: true });
  const telling = {
    kind: 'MATCH_WINNER',
    params: { winnerTeamId, winner: winnerName ?? null, isCorrected },
    eventKey: news.id,
    ...{ tournamentId, matchId },
  } as const;
  return startFanOut(app, tx, news, telling, playersAndViewers(match));
}

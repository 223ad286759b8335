import { refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listChanges } from '../src/db/change-store.ts';
import { findMatches } from '../src/db/match-store.ts';
import { findTournaments } from '../src/db/tournament-store.ts';
import { cancelMatch } from '../src/domain/cancel-match.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { reportMatchResult } from '../src/domain/report-match-result.ts';
import { rescheduleTournament } from '../src/domain/reschedule-tournament.ts';
import { startMatch } from '../src/domain/start-match.ts';
import { addCatalogue, type Catalogue } from './fixtures.ts';
import { addMatch, daysIn, planTournament, startPlanned, type Planning } from './planned-matches.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
let planning: Planning;
let tournamentId: string;
const organizer = callerOf();

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
beforeEach(async () => {
  planning = await planTournament(opened.app, organizer, catalogue);
  tournamentId = planning.tournament.id;
});
afterAll(() => opened[Symbol.asyncDispose]());

const reschedule = (fromDays: number, toDays: number) =>
  rescheduleTournament(opened.app, organizer, {
    tournamentId,
    startsAt: daysIn(planning.tournament, fromDays),
    endsAt: daysIn(planning.tournament, toDays),
  });
const finish = () => finishTournament(opened.app, organizer, tournamentId);
const start = (matchId: string) => startMatch(opened.app, organizer, matchId);
const report = (matchId: string) =>
  reportMatchResult(opened.app, organizer, { matchId, winnerTeamId: planning.teams[0]?.id });

/** A match of each status, in a tournament that is under way. */
async function addOneOfEach() {
  const [pending, ongoing, finished, canceled] = (await Promise.all(
    ['A', 'B', 'C', 'D'].map(async (name) => (await addMatch(opened.app, planning, { name })).id),
  )) as [string, string, string, string];
  await startPlanned(opened.app, planning);
  await start(ongoing);
  await report(finished);
  await cancelMatch(opened.app, organizer, { matchId: canceled, reason: 'Snow' });
  await takeToldEvents(opened.app);
  return { pending, ongoing, finished, canceled };
}

const standing = async (ids: Record<string, string>) =>
  (await findMatches(opened.app.db, Object.values(ids))).map((match) => match?.status);

const told = async () =>
  (await takeToldEvents(opened.app)).map(({ routingKey, payload }) => {
    const { matchId, withTournament } = payload as { matchId?: string; withTournament?: boolean };
    return { routingKey, matchId, withTournament };
  });

test('a reschedule that strands matches is refused, and says how many', async () => {
  await addMatch(opened.app, planning, { startsAt: daysIn(planning.tournament, 0.5) });
  await addMatch(opened.app, planning, { startsAt: daysIn(planning.tournament, 1.5) });
  const off = await addMatch(opened.app, planning, { startsAt: daysIn(planning.tournament, 0) });
  await cancelMatch(opened.app, organizer, { matchId: off.id, reason: 'Rain' });
  await takeToldEvents(opened.app);

  for (const [fromDays, toDays, stranded] of [
    [1, 3, 1],
    [0, 1.5, 1],
    [3, 4, 2],
  ] as const) {
    await expect(reschedule(fromDays, toDays)).rejects.toMatchObject({
      extensions: { code: 'CONFLICT', reason: 'MATCHES_OUTSIDE' },
      message: expect.stringMatching(`: ${stranded}$`) as string,
    });
  }
  const [tournament] = await findTournaments(opened.app.db, [tournamentId]);
  expect(tournament).toEqual(planning.tournament);
  expect(await told()).toEqual([]);
  expect((await reschedule(0.5, 1.6)).startsAt).toEqual(daysIn(planning.tournament, 0.5));
});

test('a tournament is not finished while a match is ONGOING; then its PENDING matches are called off', async () => {
  const ids = await addOneOfEach();
  expect(await refusalOf(finish())).toBe('CONFLICT MATCHES_ONGOING');
  expect(await standing(ids)).toEqual(['PENDING', 'ONGOING', 'FINISHED', 'CANCELED']);
  expect(await told()).toEqual([]);
  await report(ids.ongoing);
  await takeToldEvents(opened.app);
  await finish();
  expect(await standing(ids)).toEqual(['CANCELED', 'FINISHED', 'FINISHED', 'CANCELED']);
  expect(await told()).toEqual([
    { routingKey: 'matches.canceled.v1', matchId: ids.pending },
    { routingKey: 'tournaments.finished.v1', matchId: undefined },
  ]);
});

test('a tournament that is called off calls its open matches off, for the same reason', async () => {
  const ids = await addOneOfEach();
  await cancelTournament(opened.app, organizer, { tournamentId, reason: 'Storm' });
  expect(await standing(ids)).toEqual(['CANCELED', 'CANCELED', 'FINISHED', 'CANCELED']);
  const reasons = (await findMatches(opened.app.db, Object.values(ids))).map((match) => match?.cancelReason);
  expect(reasons).toEqual(['Storm', 'Storm', null, 'Snow']);
  const events = await told();
  expect(events).toHaveLength(3);
  expect(events).toEqual(
    expect.arrayContaining([
      { routingKey: 'matches.canceled.v1', matchId: ids.pending, withTournament: true },
      { routingKey: 'matches.canceled.v1', matchId: ids.ongoing, withTournament: true },
      { routingKey: 'tournaments.canceled.v1' },
    ]),
  );
});

test('a match that starts as its tournament is finished: one of the two is refused', async () => {
  const { id } = await addMatch(opened.app, planning);
  await startPlanned(opened.app, planning);
  const outcome = await tally([start(id), finish()]);
  expect(outcome['done']).toBe(1);
  const [status] = await standing({ id });
  expect(outcome).toEqual(
    status === 'ONGOING'
      ? { done: 1, 'CONFLICT MATCHES_ONGOING': 1 }
      : { done: 1, 'CONFLICT INVALID_STATE': 1 },
  );
});

test('what is done to matches stands in the history of their tournament', async () => {
  const ids = await addOneOfEach();
  const [changes = []] = await listChanges(opened.app.db, [tournamentId], { limit: 100, after: null });
  const ofMatch = (id: string) =>
    changes
      .filter(({ detail }) => detail?.includes(id))
      .map(({ action, byId }) => ({ action, byId }))
      .toReversed();
  const byOrganizer = (...actions: string[]) => actions.map((action) => ({ action, byId: organizer.userId }));
  expect(ofMatch(ids.pending)).toEqual(byOrganizer('MATCH_CREATED'));
  expect(ofMatch(ids.ongoing)).toEqual(byOrganizer('MATCH_CREATED', 'MATCH_STARTED'));
  expect(ofMatch(ids.finished)).toEqual(byOrganizer('MATCH_CREATED', 'MATCH_FINISHED'));
  expect(ofMatch(ids.canceled)).toEqual(byOrganizer('MATCH_CREATED', 'MATCH_CANCELED'));
});

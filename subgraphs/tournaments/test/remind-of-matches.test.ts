import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { insertMatches, updateMatch } from '../src/db/match-store.ts';
import { matches, matchReminders, type MatchRow } from '../src/db/schema.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { remindOfMatches } from '../src/domain/remind-of-matches.ts';
import { addCatalogue, type Catalogue } from './fixtures.ts';
import { addMatch, planTournament, type Planning } from './planned-matches.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

const BOGOTA = 'America/Bogota';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
let planning: Planning;

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
beforeEach(async () => {
  // no other test's match is told of
  await opened.app.db.delete(matches);
  planning = await planTournament(opened.app, callerOf(), catalogue);
  await takeToldEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** A match of the tournament that starts then. */
async function matchAt(startsAt: string | null, changes: Partial<MatchRow> = {}): Promise<MatchRow> {
  const { id } = await addMatch(opened.app, planning);
  await takeToldEvents(opened.app);
  return updateMatch(opened.app.db, id, {
    startsAt: startsAt === null ? null : new Date(startsAt),
    ...changes,
  });
}

/** Has it be that time, and reminds as a replica would; all that has been told since, match by match. */
async function remind(now: string, timeZone = BOGOTA, app: App = opened.app) {
  await remindOfMatches({ ...app, now: () => new Date(now) }, timeZone);
  return toldReminders();
}
async function toldReminders() {
  const told = await takeToldEvents(opened.app);
  return told.map(({ routingKey, payload }) => {
    expect(routingKey).toBe('matches.reminder-due.v1');
    return payload as { matchId: string; tournamentId: string; on: string };
  });
}

/** What is told of a match on a day. */
const reminder = ({ id, tournamentId, startsAt }: MatchRow, on: string) => ({
  matchId: id,
  tournamentId,
  teamIds: planning.teams.map((team) => team.id),
  on,
  startsAt: startsAt?.toISOString(),
});

describe('the day is that of the time zone, from its first millisecond to its last', () => {
  test.each([
    [BOGOTA, '2027-03-10', '2027-03-10T05:00:00.000Z', '2027-03-11T04:59:59.999Z'],
    ['Asia/Kathmandu', '2027-03-10', '2027-03-09T18:15:00.000Z', '2027-03-10T18:14:59.999Z'],
    ['Pacific/Kiritimati', '2027-03-10', '2027-03-09T10:00:00.000Z', '2027-03-10T09:59:59.999Z'],
    // the clocks go forward: 23 hours
    ['Europe/Madrid', '2027-03-28', '2027-03-27T23:00:00.000Z', '2027-03-28T21:59:59.999Z'],
    // and back: 25 hours
    ['Europe/Madrid', '2027-10-31', '2027-10-30T22:00:00.000Z', '2027-10-31T22:59:59.999Z'],
    // forward at midnight, which there is none of that day
    ['America/Santiago', '2027-09-05', '2027-09-05T04:00:00.000Z', '2027-09-06T02:59:59.999Z'],
    // back to midnight, which there are two of that day
    ['America/Havana', '2027-11-07', '2027-11-07T04:00:00.000Z', '2027-11-08T04:59:59.999Z'],
  ])('in %s on %s', async (timeZone, day, first, last) => {
    const beside = (instant: string, ms: number) => new Date(Date.parse(instant) + ms).toISOString();
    await matchAt(beside(first, -1));
    const earliest = await matchAt(first);
    const latest = await matchAt(last);
    await matchAt(beside(last, 1));
    const wanted = [reminder(earliest, day), reminder(latest, day)];
    expect(await remind(beside(first, 60_000), timeZone)).toEqual(wanted);
    expect(await remind(last, timeZone), 'later that day').toEqual([]);
  });
});

test('a match is told of once, though replicas do so at once and again', async () => {
  const { app } = opened;
  const sample = await matchAt('2027-05-04T20:00:00Z');
  const many = Array.from({ length: 1_100 }, () => ({ ...sample, id: newId() }));
  await insertMatches(app.db, many);
  const clock = { ...app, now: () => new Date('2027-05-04T05:01:00Z') };
  const replica = () => remindOfMatches(clock, BOGOTA);
  await Promise.all([replica(), replica(), replica()]);
  await replica();
  const told = await toldReminders();
  expect(told).toHaveLength(1_101);
  expect(new Set(told.map(({ matchId }) => matchId)).size).toBe(1_101);
});

test('what a crash cut short is made up for by the next run', async () => {
  const { app } = opened;
  const match = await matchAt('2027-06-01T20:00:00Z');
  const crashing: App = {
    ...app,
    transact: (work) =>
      app.transact(async (tx) => {
        await work(tx);
        throw new Error('The process is gone');
      }),
  };
  await expect(remind('2027-06-01T05:01:00Z', BOGOTA, crashing)).rejects.toThrow('gone');
  expect(await remind('2027-06-01T05:16:00Z')).toEqual([reminder(match, '2027-06-01')]);
});

test('a run that was missed is made up for until the day is over, and not after', async () => {
  const early = await matchAt('2027-06-10T13:00:00Z');
  await matchAt('2027-06-11T04:30:00Z', { status: 'ONGOING' });
  expect(await remind('2027-06-11T04:59:59Z'), 'a second before midnight').toEqual([
    reminder(early, '2027-06-10'),
  ]);
  const late = await matchAt('2027-06-12T13:00:00Z');
  expect(await remind('2027-06-13T05:01:00Z'), 'a day too late').toEqual([]);
  expect(await remind('2027-06-12T05:01:00Z')).toEqual([reminder(late, '2027-06-12')]);
});

test('a match that is planned or moved into the day later on is told of then', async () => {
  const planned = await matchAt('2027-07-01T20:00:00Z');
  const undated = await matchAt(null);
  const tomorrow = await matchAt('2027-07-02T20:00:00Z');
  expect(await remind('2027-07-01T05:01:00Z')).toEqual([reminder(planned, '2027-07-01')]);
  const move = (match: MatchRow, startsAt: string) =>
    updateMatch(opened.app.db, match.id, { startsAt: new Date(startsAt) });
  const moved = [await move(tomorrow, '2027-07-01T18:00:00Z'), await move(undated, '2027-07-01T19:00:00Z')];
  expect(await remind('2027-07-01T05:16:00Z')).toEqual(moved.map((match) => reminder(match, '2027-07-01')));
});

test('a match that is moved to another day is told of again that day, and not again within a day', async () => {
  const match = await matchAt('2027-08-01T20:00:00Z');
  const move = (startsAt: string) => updateMatch(opened.app.db, match.id, { startsAt: new Date(startsAt) });
  expect(await remind('2027-08-01T05:01:00Z')).toHaveLength(1);
  await move('2027-08-01T23:00:00Z');
  expect(await remind('2027-08-01T20:01:00Z')).toEqual([]);
  const moved = await move('2027-08-03T20:00:00Z');
  expect(await remind('2027-08-02T05:01:00Z')).toEqual([]);
  expect(await remind('2027-08-03T05:01:00Z')).toEqual([reminder(moved, '2027-08-03')]);
});

test('only of matches that are still to be played is told, in tournaments that are open', async () => {
  const at = '2027-09-20T20:00:00Z';
  await matchAt(at, { status: 'ONGOING' });
  await matchAt(at, { status: 'FINISHED' });
  await matchAt(at, { status: 'CANCELED' });
  await matchAt(null);
  const match = await matchAt(at);
  const inStatus = async (status: 'PENDING' | 'ONGOING' | 'FINISHED' | 'CANCELED') => {
    await updateTournament(opened.app.db, match.tournamentId, { status });
    await opened.app.db.delete(matchReminders);
    return remind('2027-09-20T05:01:00Z');
  };
  expect(await inStatus('FINISHED')).toEqual([]);
  expect(await inStatus('CANCELED')).toEqual([]);
  expect(await inStatus('PENDING')).toEqual([reminder(match, '2027-09-20')]);
  expect(await inStatus('ONGOING')).toEqual([reminder(match, '2027-09-20')]);
});

test('a match that is being changed is told of once that is done, and nobody waits for it', async () => {
  const match = await matchAt('2027-10-10T20:00:00Z');
  const now = '2027-10-10T05:01:00Z';
  await opened.app.db.transaction(async (tx) => {
    await updateMatch(tx, match.id, { name: 'Grand final' });
    expect(await remind(now)).toEqual([]);
  });
  expect(await remind(now)).toEqual([reminder(match, '2027-10-10')]);
});

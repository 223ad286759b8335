import { refusalOf } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { listChanges } from '../src/db/change-store.ts';
import { findMatches } from '../src/db/match-store.ts';
import { tournaments, type MatchRow, type TournamentStatus } from '../src/db/schema.ts';
import { findTournaments, lockTournament, updateTournament } from '../src/db/tournament-store.ts';
import { cancelOverdueTournaments } from '../src/domain/cancel-overdue-tournaments.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { matchUpdated, tournamentUpdated } from '../src/live/topics.ts';
import { addCatalogue, DAY_MS, type Catalogue } from './fixtures.ts';
import { addMatch, planTournament, type Planning } from './planned-matches.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
let planning: Planning;
let match: MatchRow;
const REASON = 'Nobody has started it by a day after its end';

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
beforeEach(async () => {
  // no other test's tournament is overdue
  await opened.app.db.update(tournaments).set({ status: 'FINISHED' });
  planning = await planTournament(opened.app, callerOf(), catalogue);
  match = await addMatch(opened.app, planning);
  await takeToldEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** The app as it is when the tournament has been over for so long. */
const appAfterEnd = (ms: number): App => ({
  ...opened.app,
  now: () => new Date(planning.tournament.endsAt.getTime() + ms),
});
const overdue = () => appAfterEnd(DAY_MS + 1);

async function state() {
  const { id } = planning.tournament;
  const [tournament] = await findTournaments(opened.app.db, [id]);
  const [stored] = await findMatches(opened.app.db, [match.id]);
  return [tournament?.status, stored?.status];
}

test('a tournament that nobody has started by a day after its end is called off, with its matches', async () => {
  const { app } = opened;
  const { id: tournamentId } = planning.tournament;
  await cancelOverdueTournaments(appAfterEnd(DAY_MS));
  expect(await state(), 'a day after its end').toEqual(['PENDING', 'PENDING']);

  const changes = await app.live.subscribe(tournamentUpdated, tournamentId);
  const matches = await app.live.subscribe(matchUpdated, tournamentId);
  const clock = overdue();
  await cancelOverdueTournaments(clock);
  expect(await state()).toEqual(['CANCELED', 'CANCELED']);
  const [tournament] = await findTournaments(app.db, [tournamentId]);
  const [stored] = await findMatches(app.db, [match.id]);
  expect([tournament?.cancelReason, stored?.cancelReason]).toEqual([REASON, REASON]);

  expect(await takeToldEvents(app)).toMatchObject([
    { routingKey: 'matches.canceled.v1', payload: { matchId: match.id, tournamentId, withTournament: true } },
    { routingKey: 'tournaments.canceled.v1', payload: { tournamentId } },
  ]);
  expect((await changes.next()).value).toEqual({ tournamentId });
  expect((await matches.next()).value).toEqual({ matchId: match.id });
  await Promise.all([changes.return(), matches.return()]);

  const [[change] = []] = await listChanges(app.db, [tournamentId], { limit: 1, after: null });
  expect(change).toMatchObject({
    action: 'CANCELED',
    byId: null,
    at: clock.now(),
    detail: `reason: "${REASON}"`,
  });
  expect(await refusalOf(startTournament(app, planning.organizer, tournamentId))).toBe(
    'CONFLICT INVALID_STATE',
  );
});

test.each<TournamentStatus>(['ONGOING', 'FINISHED', 'CANCELED'])(
  'one that is %s stays so',
  async (status) => {
    await updateTournament(opened.app.db, planning.tournament.id, { status });
    await cancelOverdueTournaments(overdue());
    expect(await state()).toEqual([status, 'PENDING']);
    expect(await takeToldEvents(opened.app)).toEqual([]);
  },
);

test('replicas that do so at once, and again, do it once', async () => {
  await Promise.all([1, 2, 3].map(() => cancelOverdueTournaments(overdue())));
  await cancelOverdueTournaments(overdue());
  expect(await state()).toEqual(['CANCELED', 'CANCELED']);
  expect(await takeToldEvents(opened.app)).toHaveLength(2);
});

test('one that is started at that very moment goes on', async () => {
  const { db } = opened.app;
  const { id } = planning.tournament;
  const waits = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  let canceling: Promise<void> | undefined;
  await db.transaction(async (tx) => {
    await lockTournament(tx, id);
    canceling = cancelOverdueTournaments(overdue());
    await expect.poll(async () => (await db.execute(waits)).length, { timeout: 20_000 }).toBe(1);
    await updateTournament(tx, id, { status: 'ONGOING' });
  });
  await canceling;
  expect(await state()).toEqual(['ONGOING', 'PENDING']);
  expect(await takeToldEvents(opened.app)).toEqual([]);
});

test('one that cannot be called off holds up no other, and is tried again', async () => {
  const { app } = opened;
  const other = await planTournament(app, callerOf(), catalogue);
  await takeToldEvents(app);
  let isFirst = true;
  const shaky: App = {
    ...overdue(),
    now: () => new Date(other.tournament.endsAt.getTime() + 2 * DAY_MS),
    transact: (work) => {
      if (!isFirst) return app.transact(work);
      isFirst = false;
      return Promise.reject(new Error('The database is away'));
    },
  };
  await cancelOverdueTournaments(shaky);
  const canceled = async () =>
    (await takeToldEvents(app))
      .filter(({ routingKey }) => routingKey === 'tournaments.canceled.v1')
      .map(({ payload }) => payload);
  expect(await canceled()).toEqual([{ tournamentId: other.tournament.id }]);
  await cancelOverdueTournaments(shaky);
  expect(await canceled()).toEqual([{ tournamentId: planning.tournament.id }]);
});

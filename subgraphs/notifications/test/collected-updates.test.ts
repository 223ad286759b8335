import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { toldOf, whoWasTold } from './read-told.ts';
import { idFrom, tell } from './told-news.ts';
import { addCast, giveSeat, type Cast } from './tournament-people.ts';

let opened: OpenedApp;
let cast: Cast;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  cast = await addCast(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const MINUTE_MS = 60_000;
/** all who hold a ticket, and the staff */
const ALL = ['bench', 'one', 'organizer', 'otherViewer', 'subadmin', 'two', 'viewer'];

let revision = 0;
const update = (id?: string) => {
  revision += 1;
  const payload = { tournamentId: cast.tournamentId, revision, name: `Open ${revision}` };
  return tell(opened, { name: 'tournaments.updated', payload }, id);
};
/** Lets time pass, and does what is due. */
async function pass(ms: number): Promise<void> {
  opened.advance(ms);
  await opened.work();
}
const told = () => toldOf(opened, 'TOURNAMENT_UPDATED', cast);
const paramsTold = async () => (await told()).map(({ params }) => params);

test('changes within ten minutes of the first are told once, in the end', async () => {
  await update();
  await pass(4 * MINUTE_MS);
  await update();
  await pass(5 * MINUTE_MS);
  await update();
  await update();
  expect(await told()).toEqual([]);
  await pass(MINUTE_MS);
  expect((await whoWasTold(opened, cast, 'TOURNAMENT_UPDATED')).inApp).toEqual(ALL);
  await pass(20 * MINUTE_MS);
  expect(await told()).toHaveLength(ALL.length);
});

test('what changes after that is told anew, after ten minutes more', async () => {
  await update();
  await pass(10 * MINUTE_MS);
  await update();
  await pass(9 * MINUTE_MS);
  expect(await told()).toHaveLength(ALL.length);
  await pass(MINUTE_MS);
  expect(await told()).toHaveLength(2 * ALL.length);
});

test('new dates are told among other changes, the newest of them, in whatever order they are heard of', async () => {
  await update();
  const [first, second, third] = ['2030-02-02', '2030-03-03', '2030-04-04'].map((day) => {
    revision += 1;
    return { startsAt: `${day}T10:00:00.000Z`, revision };
  });
  for (const dates of [second, third, first]) {
    const payload = { tournamentId: cast.tournamentId, endsAt: '2031-01-01T00:00:00.000Z' };
    await tell(opened, {
      name: 'tournaments.rescheduled',
      payload: { ...payload, startsAt: '', revision: 0, ...dates },
    });
    await update();
  }
  await pass(10 * MINUTE_MS);
  expect(await paramsTold()).toEqual(Array(ALL.length).fill({ dates: third }));
});

test('a change that is told many times is told of once, also after the others', async () => {
  const id = newId();
  const payload = { tournamentId: cast.tournamentId, revision: 1_000, name: 'Open' };
  for (let time = 1; time <= 3; time += 1) {
    await tell(opened, { name: 'tournaments.updated', payload }, id);
    await pass(10 * MINUTE_MS);
  }
  expect(await told()).toHaveLength(ALL.length);
});

test('changes of many at once are told of once', async () => {
  await Promise.all(Array.from({ length: 10 }, () => update()));
  await pass(10 * MINUTE_MS);
  expect(await told()).toHaveLength(ALL.length);
});

test('each tournament has its own ten minutes', async () => {
  const first = cast;
  await update();
  await pass(5 * MINUTE_MS);
  cast = await addCast(opened);
  await update();
  await pass(5 * MINUTE_MS);
  expect(await toldOf(opened, 'TOURNAMENT_UPDATED', first)).toHaveLength(ALL.length);
  expect(await told()).toEqual([]);
});

test('who comes after the last change is not told of it', async () => {
  await update(idFrom(60_000));
  const { tournamentId, people } = cast;
  await giveSeat(opened, { tournamentId, ownerId: people.stranger });
  await pass(10 * MINUTE_MS);
  expect((await whoWasTold(opened, cast, 'TOURNAMENT_UPDATED')).inApp).not.toContain('stranger');
});

test('of a tournament that is called off meanwhile only that is told', async () => {
  await update();
  await tell(opened, { name: 'tournaments.canceled', payload: { tournamentId: cast.tournamentId } });
  await pass(10 * MINUTE_MS);
  expect(await told()).toEqual([]);
  expect((await whoWasTold(opened, cast, 'TOURNAMENT_CANCELED')).inApp).toEqual(ALL);
});

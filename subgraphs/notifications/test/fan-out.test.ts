import { newId } from '@arena/subgraph-kit';
import { asc } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { fanOuts } from '../src/db/schema.ts';
import { fanOutDue, fanOutStep } from '../src/domain/fan-out-step.ts';
import { addParticipants, knownPeople } from './many-people.ts';
import { Crash, openApp, type OpenedApp } from './notifications-app.ts';
import { toldOf } from './read-told.ts';
import { tell } from './told-news.ts';
import { giveSeat } from './tournament-people.ts';

let opened: OpenedApp;
let tournamentId: string;
let userIds: string[];
beforeAll(async () => {
  opened = await openApp();
  userIds = knownPeople(opened, 2_500);
});
beforeEach(async () => {
  tournamentId = newId();
  await addParticipants(opened, tournamentId, userIds);
});
afterEach(() => opened.crashAt());
afterAll(() => opened[Symbol.asyncDispose]());

const cancel = () => tell(opened, { name: 'tournaments.canceled', payload: { tournamentId } });
const told = async () =>
  (await toldOf(opened, 'TOURNAMENT_CANCELED', { tournamentId })).map(({ userId }) => userId).sort();
const step = () => fanOutStep(opened.app);

/** The staff member that `addParticipants` adds is told too. */
const withStaff = async () => {
  const all = await told();
  expect(all.filter((id) => !userIds.includes(id))).toHaveLength(1);
  return all.filter((id) => userIds.includes(id));
};

test('many are told in steps of a thousand, each where the last has ended', async () => {
  await cancel();
  const counts: number[] = [];
  while (await step()) counts.push((await told()).length);
  expect(counts).toEqual([1_000, 2_000, 2_501]);
  expect(await withStaff()).toEqual(userIds);
});

test('a process that dies within a step leaves nothing of it, and the next tells the same people', async () => {
  await cancel();
  await step();
  const transact: App['transact'] = (work) =>
    opened.app.transact(async (tx) => {
      await work(tx);
      throw new Crash('before the commit');
    });
  const broken: App = { ...opened.app, transact };
  await fanOutStep(broken);
  expect(await told()).toHaveLength(1_000);
  opened.advance(60_000);
  await fanOutDue(opened.app);
  expect(await withStaff()).toEqual(userIds);
});

test('a process that dies after any of the steps tells nobody twice and nobody never', async () => {
  await cancel();
  for (let died = 0; ; died += 1) {
    opened.crashAt('after-fan-out-step');
    const outcome = await fanOutDue(opened.app).catch((error: unknown) => error);
    if (!(outcome instanceof Crash)) break;
    expect(died).toBeLessThan(4);
  }
  expect(await withStaff()).toEqual(userIds);
});

test('several who go on with it at once tell everybody once', async () => {
  await cancel();
  await Promise.all(Array.from({ length: 5 }, () => fanOutDue(opened.app)));
  expect(await withStaff()).toEqual(userIds);
});

test('who comes while it goes on is told if they were there before it happened, wherever it has come to', async () => {
  const beforehand = '00000000-0000-4000-8000-000000000000';
  await addParticipants(opened, tournamentId, ['ffffffff-ffff-4fff-bfff-ffffffffffff']);
  await cancel();
  await step();
  await giveSeat(opened, { tournamentId, ownerId: beforehand });
  await fanOutDue(opened.app);
  expect(await told()).toContain('ffffffff-ffff-4fff-bfff-ffffffffffff');
  expect(await told()).not.toContain(beforehand);
});

test('what is due first is told first, and none is held up by another that is not due', async () => {
  const payload = { tournamentId: newId(), revision: 1, name: 'Open' };
  await tell(opened, { name: 'tournaments.updated', payload });
  await cancel();
  await fanOutDue(opened.app);
  expect(await withStaff()).toEqual(userIds);
  const rows = await opened.db.select().from(fanOuts).orderBy(asc(fanOuts.createdAt));
  expect(rows.filter(({ finishedAt }) => finishedAt === null).map(({ kind }) => kind)).toEqual([
    'TOURNAMENT_UPDATED',
  ]);
});

test('what cannot be told holds up nothing else, and is told later', async () => {
  await cancel();
  const other = newId();
  const { userId, payload } = { userId: newId(), payload: { tournamentId: other } };
  await giveSeat(opened, { tournamentId: other, ownerId: userId });
  opened.advance(1_000);
  await tell(opened, { name: 'tournaments.canceled', payload });
  let failures = 1;
  const transact: App['transact'] = (work) => {
    if (failures > 0) {
      failures -= 1;
      throw new Error('canceling statement due to statement timeout');
    }
    return opened.app.transact(work);
  };
  await fanOutDue({ ...opened.app, transact });
  expect(await toldOf(opened, 'TOURNAMENT_CANCELED', { tournamentId: other })).toHaveLength(1);
  expect(await told()).toEqual([]);
  opened.advance(60_000);
  await fanOutDue(opened.app);
  expect(await withStaff()).toEqual(userIds);
});

test('a process that is about to end begins no other step', async () => {
  await cancel();
  const stopping = { ...opened.app, isStopping: () => true };
  await fanOutDue(stopping);
  expect(await told()).toEqual([]);
  await fanOutDue(opened.app);
  expect(await withStaff()).toEqual(userIds);
});

import { refusalOf, tally } from '@arena/testing';
import { expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { tournaments } from '../src/db/schema.ts';
import { cancelTournament } from '../src/domain/cancel-tournament.ts';
import { startTournament } from '../src/domain/start-tournament.ts';
import { finishTournament } from '../src/domain/finish-tournament.ts';
import { addCatalogue, addTournament } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

test('an organiser has one free tournament PENDING or ONGOING at a time', async () => {
  await using opened = await openApp();
  const { app } = opened;
  const catalogue = await addCatalogue(app);
  const organizer = callerOf();
  const add = (isFree: boolean) => addTournament(app, catalogue, { isFree }, organizer);

  const first = await add(true);
  expect(await refusalOf(add(true))).toBe('CONFLICT LIMIT_REACHED');
  await startTournament(app, organizer, first.id);
  expect(await refusalOf(add(true))).toBe('CONFLICT LIMIT_REACHED');
  await add(false);
  await addTournament(app, catalogue, { isFree: true });
  await finishTournament(app, organizer, first.id);
  await add(true);
});

test('an organiser creates at most three free tournaments in a calendar month', async () => {
  await using opened = await openApp();
  let now = new Date('2027-03-31T20:00:00Z');
  const app: App = { ...opened.app, now: () => now };
  const catalogue = await addCatalogue(app);
  const organizer = callerOf();
  const addAndCancel = async () => {
    const { id } = await addTournament(app, catalogue, { isFree: true }, organizer);
    await cancelTournament(app, organizer, { tournamentId: id, reason: 'Rain' });
  };

  for (let count = 0; count < 3; count += 1) await addAndCancel();
  now = new Date('2027-03-31T23:59:59.999Z');
  expect(await refusalOf(addAndCancel())).toBe('CONFLICT LIMIT_REACHED');
  now = new Date('2027-04-01T00:00:00Z');
  await addAndCancel();
});

test('check-then-act races on limits: of many free tournaments created at once, one is', async () => {
  await using opened = await openApp();
  const { app } = opened;
  const catalogue = await addCatalogue(app);
  const organizer = callerOf();
  const calls = Array.from({ length: 12 }, () => addTournament(app, catalogue, { isFree: true }, organizer));
  expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT LIMIT_REACHED': 11 });
  expect(await app.db.$count(tournaments)).toBe(1);
});

import { refusalOf } from '@arena/testing';
import { expect, test } from 'vitest';
import { tournaments } from '../src/db/schema.ts';
import { createTournament } from '../src/domain/create-tournament.ts';
import { addCatalogue, cop, DAY_MS, tournamentInput } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

async function prepare() {
  const opened = await openApp();
  const input = tournamentInput(opened.app, await addCatalogue(opened.app), { idempotencyKey: 'key-1' });
  return Object.assign(opened, { input, organizer: callerOf() });
}

test('the same key and input returns the same tournament, also once its start has passed', async () => {
  await using prepared = await prepare();
  const { app, adapters, input, organizer } = prepared;
  const first = await createTournament(app, organizer, input);
  expect(await createTournament(app, organizer, { ...input, viewerPrice: null })).toEqual(first);
  const reordered = Object.fromEntries(Object.entries(input).reverse()) as typeof input;
  expect((await createTournament(app, organizer, reordered)).id).toBe(first.id);
  adapters.advance(8 * DAY_MS);
  expect((await createTournament(app, organizer, input)).id).toBe(first.id);
  expect(await app.db.$count(tournaments)).toBe(1);
});

test('the same key with another input is refused', async () => {
  await using prepared = await prepare();
  const { app, input, organizer } = prepared;
  await createTournament(app, organizer, input);
  const reused = 'CONFLICT IDEMPOTENCY_KEY_REUSED';
  expect(await refusalOf(createTournament(app, organizer, { ...input, name: 'Other' }))).toBe(reused);
  const prize = { ...input.prize, total: cop(1) };
  expect(await refusalOf(createTournament(app, organizer, { ...input, prize }))).toBe(reused);
  expect(await app.db.$count(tournaments)).toBe(1);
});

test('keys of two organisers have nothing to do with each other', async () => {
  await using prepared = await prepare();
  const { app, input, organizer } = prepared;
  const first = await createTournament(app, organizer, input);
  const second = await createTournament(app, callerOf(), { ...input, name: 'Other' });
  expect(second.id).not.toBe(first.id);
});

test('many calls at once with one key make one tournament', async () => {
  await using prepared = await prepare();
  const { app, input, organizer } = prepared;
  const free = { ...input, isFree: true };
  const made = await Promise.all(Array.from({ length: 12 }, () => createTournament(app, organizer, free)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  expect(await app.db.$count(tournaments)).toBe(1);
});

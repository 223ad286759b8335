import { ANONYMOUS, PLATFORM_ADMIN } from '@arena/subgraph-kit';
import { faultsOf, person, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCategory } from '../src/domain/create-category.ts';
import { createGame } from '../src/domain/create-game.ts';
import { listCategories, listGames } from '../src/domain/list-catalogue.ts';
import { callerOf, openApp } from './started-tournaments.ts';

type Opened = Awaited<ReturnType<typeof openApp>>;
let opened: Opened;
const platformAdmin = callerOf(person(undefined, [PLATFORM_ADMIN]));

beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const game = (changes: object = {}) => ({
  code: 'NFS',
  name: 'Need For Speed',
  players: 10,
  maxTeams: 10,
  maxPlayersPerTeam: 1,
  isCooperative: false,
  ...changes,
});
const category = (changes: object = {}) => ({
  code: '0236',
  name: 'Strategy',
  alias: 'strat',
  participantLimit: 20,
  ...changes,
});
const addGame = (changes?: object, by = platformAdmin) => createGame(opened.app, by, game(changes));
const addCategory = (changes?: object, by = platformAdmin) =>
  createCategory(opened.app, by, category(changes));

test('a platform administrator adds categories and games, which are listed by code and by name', async () => {
  await addCategory();
  await addCategory({ code: '0235', name: 'Racing', alias: 'race' });
  await addGame();
  await addGame({ code: 'LOL', name: 'League Of Legends', maxTeams: 2, maxPlayersPerTeam: 5 });
  expect((await listCategories(opened.app)).map(({ code }) => code)).toEqual(['0235', '0236']);
  expect((await listGames(opened.app)).map(({ code }) => code)).toEqual(['LOL', 'NFS']);
});

describe.each([
  ['createGame', addGame],
  ['createCategory', addCategory],
])('%s', (_, add) => {
  test('is refused without the scope', async () => {
    expect(await refusalOf(add({}, callerOf()))).toBe('FORBIDDEN SCOPE_MISSING');
    expect(await refusalOf(add({}, callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  });

  test('of a taken code is refused, also of many at once', async () => {
    const calls = Array.from({ length: 5 }, () => add({ code: 'ONCE' }));
    expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT CODE_TAKEN': 4 });
    expect(await refusalOf(add({ code: 'ONCE' }))).toBe('CONFLICT CODE_TAKEN');
  });

  test.each(['', 'lower', 'A B', 'X'.repeat(21), 'Ñ'])('refuses the code %j', async (code) => {
    expect(await faultsOf(add({ code }))).toEqual(['input.code']);
  });

  test.each(['', ' ', 'x'.repeat(101)])('refuses the name %j', async (name) => {
    expect(await faultsOf(add({ code: 'NEW', name }))).toEqual(['input.name']);
  });
});

test.each([
  ['players', { players: 9 }],
  ['maxTeams', { maxTeams: 1, maxPlayersPerTeam: 10 }],
  ['maxTeams', { maxTeams: 257, players: 257 }],
  ['maxPlayersPerTeam', { maxTeams: 2, maxPlayersPerTeam: 101, players: 202 }],
])('a game with wrong %s is refused', async (field, changes) => {
  const before = await listGames(opened.app);
  expect(await faultsOf(addGame({ code: 'NEW', ...changes }))).toEqual([`input.${field}`]);
  expect(await listGames(opened.app)).toEqual(before);
});

test.each([
  ['alias', { alias: '' }],
  ['alias', { alias: 'x'.repeat(101) }],
  ['participantLimit', { participantLimit: 0 }],
  ['participantLimit', { participantLimit: 100_001 }],
])('a category with wrong %s is refused', async (field, changes) => {
  const before = await listCategories(opened.app);
  expect(await faultsOf(addCategory({ code: 'NEW', ...changes }))).toEqual([`input.${field}`]);
  expect(await listCategories(opened.app)).toEqual(before);
});

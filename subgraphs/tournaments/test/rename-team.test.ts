import { faultsOf, refusalOf, tally } from '@arena/testing';
import { ANONYMOUS, newId, type Caller } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TeamRow } from '../src/db/schema.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { renameTeam } from '../src/domain/rename-team.ts';
import { addCatalogue, addMember, addTournament, teamOf, teamsOf, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

type Opened = Awaited<ReturnType<typeof openApp>>;
let opened: Opened;
let catalogue: Catalogue;
let team: TeamRow;
let other: TeamRow;
const admin = callerOf();

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
beforeEach(async () => {
  const { id } = await addTournament(opened.app, catalogue, {}, admin);
  team = await teamOf(opened.app, id, 1);
  other = await teamOf(opened.app, id, 2);
});
afterAll(() => opened[Symbol.asyncDispose]());

const rename = (name: string, by: Caller = admin, teamId = team.id) =>
  renameTeam(opened.app, by, { teamId, name });

test('staff and members rename a team; strangers and members of other teams do not', async () => {
  const [member, rival] = [callerOf(), callerOf()];
  await addMember(opened.app, team, member.userId as string);
  await addMember(opened.app, other, rival.userId as string);
  expect((await rename(' Tigres ')).name).toBe('Tigres');
  expect((await rename('Leones', member)).name).toBe('Leones');
  expect(await refusalOf(rename('Ours', rival))).toBe('FORBIDDEN NOT_STAFF');
  expect(await refusalOf(rename('Mine', callerOf()))).toBe('FORBIDDEN NOT_STAFF');
  expect(await refusalOf(rename('Mine', callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  expect((await teamsOf(opened.app, team.tournamentId)).map(({ name }) => name)).toEqual([
    'Leones',
    'Team 2',
  ]);
});

test('a name is unique within its tournament, whatever its case', async () => {
  await rename('Águilas', admin, other.id);
  expect(await refusalOf(rename('ÁGUILAS'))).toBe('CONFLICT NAME_TAKEN');
  expect(await refusalOf(rename('A\u0301guilas'))).toBe('CONFLICT NAME_TAKEN');
  expect((await rename('águilas', admin, other.id)).name).toBe('águilas');
  const elsewhere = await addTournament(opened.app, catalogue, {}, admin);
  const first = await teamOf(opened.app, elsewhere.id, 1);
  await rename('Águilas', admin, first.id);
});

test('of two teams given one name at once, one gets it', async () => {
  const calls = [rename('Zorros'), rename('ZORROS', admin, other.id)];
  expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT NAME_TAKEN': 1 });
});

test('teams are renamed while the tournament is PENDING or ONGOING', async () => {
  await updateTournament(opened.app.db, team.tournamentId, { status: 'ONGOING' });
  await rename('Tigres');
  for (const status of ['FINISHED', 'CANCELED'] as const) {
    await updateTournament(opened.app.db, team.tournamentId, { status });
    expect(await refusalOf(rename('Leones'))).toBe('CONFLICT INVALID_STATE');
  }
});

test('faulty arguments are named, and an unknown team is NOT_FOUND', async () => {
  expect(await faultsOf(rename('', admin, 'x'))).toEqual(['teamId', 'name']);
  expect(await faultsOf(rename('x'.repeat(51)))).toEqual(['name']);
  expect(await refusalOf(rename('Tigres', admin, newId()))).toBe('NOT_FOUND');
});

import { faultsOf, refusalOf, tally } from '@arena/testing';
import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findStaff } from '../src/db/staff-store.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { removeSubadmin } from '../src/domain/remove-subadmin.ts';
import { addCatalogue, addMember, addTournament, teamOf, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

type Opened = Awaited<ReturnType<typeof openApp>>;
let opened: Opened;
let catalogue: Catalogue;
let tournamentId: string;
const admin = callerOf();

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
beforeEach(async () => {
  tournamentId = (await addTournament(opened.app, catalogue, {}, admin)).id;
});
afterAll(() => opened[Symbol.asyncDispose]());

const add = (userId: string, by = admin) => addSubadmin(opened.app, by, { tournamentId, userId });
const remove = (userId: string, by = admin) => removeSubadmin(opened.app, by, { tournamentId, userId });
const staff = async () => (await findStaff(opened.app.db, [tournamentId]))[0] ?? [];

test('the subadmin cap counting all roles: two SUBADMINs stand beside the ADMIN, a third is refused', async () => {
  await add(newId());
  await add(newId());
  expect(await refusalOf(add(newId()))).toBe('CONFLICT LIMIT_REACHED');
  expect((await staff()).map(({ role }) => role)).toEqual(['ADMIN', 'SUBADMIN', 'SUBADMIN']);
});

test('check-then-act races on limits: of many SUBADMINs added at once, two are', async () => {
  const calls = Array.from({ length: 10 }, () => add(newId()));
  expect(await tally(calls)).toEqual({ done: 2, 'CONFLICT LIMIT_REACHED': 8 });
  expect(await staff()).toHaveLength(3);
});

test('adding one twice, or many times at once, changes nothing and keeps the id', async () => {
  const userId = newId();
  await Promise.all([add(userId), add(userId), add(userId)]);
  await add(newId());
  const before = await staff();
  await add(userId);
  expect(before).toHaveLength(3);
  expect(await staff()).toEqual(before);
});

test('a SUBADMIN who was removed makes room for another; removing twice changes nothing', async () => {
  const [first, second, third] = [newId(), newId(), newId()];
  await add(first);
  await add(second);
  await remove(first);
  await remove(first);
  await add(third);
  expect((await staff()).map(({ userId }) => userId)).toEqual([admin.userId, second, third]);
});

test('the ADMIN is neither added nor removed', async () => {
  expect(await refusalOf(add(admin.userId as string))).toBe('CONFLICT INVALID_STATE');
  expect(await refusalOf(remove(admin.userId as string))).toBe('CONFLICT INVALID_STATE');
});

test('who plays in the tournament does not become its staff, who plays in another may', async () => {
  const { app } = opened;
  const userId = newId();
  const team = await teamOf(app, tournamentId, 1);
  await addMember(app, team, userId);
  expect(await refusalOf(add(userId))).toBe('CONFLICT IS_PARTICIPANT');
  const other = await addTournament(app, catalogue, {}, admin);
  await addSubadmin(app, admin, { tournamentId: other.id, userId });
});

test('only the ADMIN manages staff', async () => {
  const subadmin = callerOf();
  await add(subadmin.userId as string);
  for (const manage of [add, remove]) {
    expect(await refusalOf(manage(newId(), subadmin))).toBe('FORBIDDEN NOT_ADMIN');
    expect(await refusalOf(manage(newId(), callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(manage(newId(), callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  }
});

test('staff changes while the tournament is PENDING or ONGOING', async () => {
  for (const manage of [add, remove]) {
    await updateTournament(opened.app.db, tournamentId, { status: 'ONGOING' });
    await manage(newId());
    for (const status of ['FINISHED', 'CANCELED'] as const) {
      await updateTournament(opened.app.db, tournamentId, { status });
      expect(await refusalOf(manage(newId()))).toBe('CONFLICT INVALID_STATE');
    }
  }
});

test('both ids are checked; an unknown tournament is NOT_FOUND', async () => {
  for (const manage of [addSubadmin, removeSubadmin]) {
    const call = manage(opened.app, admin, { tournamentId: 'x', userId: 'y' });
    expect(await faultsOf(call)).toEqual(['tournamentId', 'userId']);
    const unknown = manage(opened.app, admin, { tournamentId: newId(), userId: newId() });
    expect(await refusalOf(unknown)).toBe('NOT_FOUND');
  }
});

import { faultsOf, refusalOf } from '@arena/testing';
import { ANONYMOUS, newId, type Caller } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordIssue } from '../src/db/participant-ticket-store.ts';
import { findSaleStages } from '../src/db/sale-stage-store.ts';
import type { TournamentStatus } from '../src/db/schema.ts';
import { findTournaments, updateTournament as storeTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { listTournaments } from '../src/domain/list-tournaments.ts';
import { rescheduleTournament } from '../src/domain/reschedule-tournament.ts';
import { setSaleStages } from '../src/domain/set-sale-stages.ts';
import { updateTournament } from '../src/domain/update-tournament.ts';
import { addCatalogue, addTournament, cop, daysAhead, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

type Opened = Awaited<ReturnType<typeof openApp>>;
let opened: Opened;
let catalogue: Catalogue;
const organizer = callerOf();

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const days = (count: number) => daysAhead(opened.app, count);
const add = async () => (await addTournament(opened.app, catalogue, {}, organizer)).id;
const stored = async (id: string) => (await findTournaments(opened.app.db, [id]))[0];
const stagesOf = async (id: string) => (await findSaleStages(opened.app.db, [id]))[0] ?? [];
const stage = (changes: object = {}) => ({
  name: 'Early',
  kind: 'PARTICIPANT' as const,
  price: cop(1_500_000),
  startsAt: days(1),
  endsAt: days(2),
  ...changes,
});

const update = (tournamentId: string, changes: object, by: Caller = organizer) =>
  updateTournament(opened.app, by, { tournamentId, ...changes });
const reschedule = (tournamentId: string, from: number, to: number, by: Caller = organizer) =>
  rescheduleTournament(opened.app, by, { tournamentId, startsAt: days(from), endsAt: days(to) });
const setStages = (tournamentId: string, stages: ReturnType<typeof stage>[], by: Caller = organizer) =>
  setSaleStages(opened.app, by, { tournamentId, stages });

const changes = {
  updateTournament: (id: string, by?: Caller) => update(id, { name: 'Changed' }, by),
  rescheduleTournament: (id: string, by?: Caller) => reschedule(id, 3, 4, by),
  setSaleStages: (id: string, by?: Caller) => setStages(id, [stage()], by),
};
const openIn: Record<keyof typeof changes, TournamentStatus[]> = {
  updateTournament: ['PENDING', 'ONGOING'],
  rescheduleTournament: ['PENDING'],
  setSaleStages: ['PENDING'],
};

describe.each(Object.keys(changes) as (keyof typeof changes)[])('%s', (name) => {
  const change = changes[name];

  test('is for ADMIN and SUBADMIN', async () => {
    const id = await add();
    const subadmin = callerOf();
    await addSubadmin(opened.app, organizer, { tournamentId: id, userId: subadmin.userId as string });
    await change(id, subadmin);
    expect(await refusalOf(change(id, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(change(id, callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  });

  test.each(['PENDING', 'ONGOING', 'FINISHED', 'CANCELED'] as const)('in %s', async (status) => {
    const id = await add();
    await storeTournament(opened.app.db, id, { status });
    const before = [await stored(id), await stagesOf(id)];
    if (openIn[name].includes(status)) {
      await change(id);
      expect([await stored(id), await stagesOf(id)]).not.toEqual(before);
    } else {
      expect(await refusalOf(change(id))).toBe('CONFLICT INVALID_STATE');
      expect([await stored(id), await stagesOf(id)]).toEqual(before);
    }
  });

  test('of an unknown tournament is NOT_FOUND', async () => {
    expect(await refusalOf(change(newId()))).toBe('NOT_FOUND');
  });
});

test('an update changes what it names and leaves the rest', async () => {
  const id = await add();
  const before = await stored(id);
  expect(await update(id, {})).toEqual(before);
  expect(await update(id, { name: 'Ñandú Cup', description: null })).toEqual({
    ...before,
    name: 'Ñandú Cup',
    searchName: 'nandu cup',
    detailsRevision: 1,
  });
  const found = await listTournaments(opened.app, { filter: { search: 'NANDU' } });
  expect(found.nodes.map((node) => node.id)).toEqual([id]);
  const prize = { description: 'Gold', total: cop(7) };
  expect(await update(id, { prize })).toMatchObject({ prizeDescription: 'Gold', prizeTotalMinor: 7 });
});

test('a faulty update names each field and writes nothing', async () => {
  const id = await add();
  const before = await stored(id);
  const prize = (total: object) => ({ prize: { description: '', total } });
  expect(await faultsOf(update(id, { name: 'ab', description: '', ...prize(cop(-1)) }))).toEqual([
    'input.name',
    'input.description',
    'input.prize.description',
    'input.prize.total.amount',
  ]);
  const inDollars = { prize: { description: 'Gold', total: { amount: 1, currency: 'USD' } } };
  expect(await faultsOf(update(id, { name: 'Changed', ...inDollars }))).toEqual([
    'input.prize.total.currency',
  ]);
  expect(await faultsOf(update('nr-1', { name: '' }))).toEqual(['input.tournamentId', 'input.name']);
  expect(await stored(id)).toEqual(before);
});

test('a tournament moves to other dates by the rules of its creation', async () => {
  const id = await add();
  await reschedule(id, 20, 30);
  const moved = await stored(id);
  expect((moved?.endsAt.getTime() ?? 0) - (moved?.startsAt.getTime() ?? 0)).toBeGreaterThan(0);
  expect(await faultsOf(reschedule(id, -1, 3))).toEqual(['input.startsAt']);
  expect(await faultsOf(reschedule(id, 731, 732))).toEqual(['input.startsAt']);
  expect(await faultsOf(reschedule(id, 5, 4))).toEqual(['input.endsAt']);
  expect(await faultsOf(reschedule(id, 5, 96))).toEqual(['input.endsAt']);
  expect(await faultsOf(reschedule('x', -2, -3))).toEqual([
    'input.tournamentId',
    'input.startsAt',
    'input.endsAt',
  ]);
  expect(await stored(id)).toEqual(moved);
});

test('a tournament does not move to an end that a sale stage would outlast', async () => {
  const id = await add();
  await setStages(id, [stage({ endsAt: days(8) })]);
  expect(await refusalOf(reschedule(id, 3, 7.9))).toBe('CONFLICT SALE_STAGES_OUTSIDE');
  await reschedule(id, 3, 8.1);
});

test('sale stages are replaced altogether', async () => {
  const id = await add();
  await setStages(id, [stage(), stage({ name: 'Late', startsAt: days(2), endsAt: days(3) })]);
  expect(await stagesOf(id)).toHaveLength(2);
  await setStages(id, [stage({ name: 'Only', quantity: 4 })]);
  expect(await stagesOf(id)).toMatchObject([{ name: 'Only', quantity: 4, priceMinor: 1_500_000 }]);
  await setStages(id, []);
  expect(await stagesOf(id)).toEqual([]);
});

test('faulty sale stages are named and replace nothing', async () => {
  const id = await add();
  await setStages(id, [stage()]);
  const before = await stagesOf(id);
  const faulty = [
    stage({ name: '', quantity: 0 }),
    stage({ startsAt: days(1.5), endsAt: days(1.4), price: { amount: 0, currency: 'EUR' } }),
    stage({ startsAt: days(5), endsAt: days(10) }),
  ];
  expect(await faultsOf(setStages(id, faulty))).toEqual(['stages.0.name', 'stages.0.quantity']);
  expect(await faultsOf(setStages(id, faulty.slice(1)))).toEqual([
    'stages.0.price.currency',
    'stages.0.price.amount',
    'stages.0.endsAt',
    'stages.1.endsAt',
  ]);
  expect(await faultsOf(setStages(id, [stage(), stage()]))).toEqual(['stages.1.startsAt']);
  expect(await stagesOf(id)).toEqual(before);
});

test('a prize is raised at any time, and lowered only until a ticket is sold', async () => {
  const id = await add();
  const prize = (amount: number) => update(id, { prize: { description: 'The purse', total: cop(amount) } });
  await prize(900);
  await prize(800);
  await recordIssue(opened.app.db, { ticketId: newId(), tournamentId: id }, newId());
  expect(await refusalOf(prize(799))).toBe('CONFLICT TICKETS_SOLD');
  expect(await stored(id)).toMatchObject({ prizeTotalMinor: 800 });
  await prize(801);
  expect(await stored(id)).toMatchObject({ prizeTotalMinor: 801 });
});

import { refusalOf } from '@arena/testing';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { banFromTournament } from '../src/domain/ban-from-tournament.ts';
import { liftTournamentBan } from '../src/domain/lift-tournament-ban.ts';
import { saleTerms } from '../src/domain/sale-terms.ts';
import { roleOf } from '../src/domain/tournament-role.ts';
import {
  addCatalogue,
  addMember,
  addTournament,
  cop,
  DAY_MS,
  daysAhead,
  teamOf,
  type Catalogue,
} from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let catalogue: Catalogue;
const admin = callerOf();
const adminId = admin.userId as string;

beforeAll(async () => {
  opened = await openApp();
  catalogue = await addCatalogue(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

type Kind = 'PARTICIPANT' | 'VIEWER';
const terms = (tournamentId: string, kind: Kind = 'PARTICIPANT', buyerId = newId()) =>
  saleTerms(opened.app, { tournamentId, matchId: null, kind, buyerId });
const add = (changes: Parameters<typeof addTournament>[2] = {}) =>
  addTournament(opened.app, catalogue, changes, admin);

const open = (priceMinor: number, closesAt: Date | null = null) => ({
  isOpen: true,
  closedReason: null,
  priceMinor,
  currency: 'COP',
  closesAt: closesAt?.toISOString() ?? null,
});
const closed = (closedReason: string, priceMinor: number) => ({
  ...open(priceMinor),
  isOpen: false,
  closedReason,
});

test.each([
  { status: 'PENDING', participant: open(3), viewer: open(4) },
  { status: 'ONGOING', participant: closed('INVALID_STATE', 3), viewer: open(4) },
  { status: 'FINISHED', participant: closed('INVALID_STATE', 3), viewer: closed('INVALID_STATE', 4) },
  { status: 'CANCELED', participant: closed('INVALID_STATE', 3), viewer: closed('INVALID_STATE', 4) },
] as const)('without stages, while $status', async ({ status, participant, viewer }) => {
  const { id } = await add({ participantPrice: cop(3), viewerPrice: cop(4) });
  await updateTournament(opened.app.db, id, { status });
  expect(await terms(id)).toEqual(participant);
  expect(await terms(id, 'VIEWER')).toEqual(viewer);
});

test('with stages the open one’s price holds, and outside of them the sale is closed', async () => {
  const { app, adapters } = opened;
  const [now, tomorrow, third, fourth] = [0, 1, 2, 3].map((days) => daysAhead(app, days)) as [
    Date,
    Date,
    Date,
    Date,
  ];
  const stage = (name: string, amount: number, startsAt: Date, endsAt: Date, kind: Kind = 'PARTICIPANT') => ({
    name,
    kind,
    price: cop(amount),
    startsAt,
    endsAt,
  });
  const saleStages = [
    stage('Late', 30, third, fourth),
    stage('Early', 10, now, tomorrow),
    stage('Watch', 5, third, fourth, 'VIEWER'),
  ];
  const { id } = await add({ participantPrice: cop(99), viewerPrice: cop(9), saleStages });
  expect(await terms(id)).toEqual(open(10, tomorrow));
  expect(await terms(id, 'VIEWER')).toEqual(closed('SALE_CLOSED', 9));
  adapters.advance(DAY_MS);
  expect(await terms(id)).toEqual(closed('SALE_CLOSED', 99));
  adapters.advance(DAY_MS);
  expect(await terms(id)).toEqual(open(30, fourth));
  expect(await terms(id, 'VIEWER')).toEqual(open(5, fourth));
  await updateTournament(app.db, id, { status: 'ONGOING' });
  expect(await terms(id)).toEqual(closed('INVALID_STATE', 99));
  expect(await terms(id, 'VIEWER')).toEqual(open(5, fourth));
  adapters.advance(DAY_MS);
  expect(await terms(id, 'VIEWER')).toEqual(closed('SALE_CLOSED', 9));
});

test('stages of the other kind do not matter', async () => {
  const { app } = opened;
  const stage = { name: 'Watch', kind: 'VIEWER' as const, price: cop(5) };
  const saleStages = [{ ...stage, startsAt: daysAhead(app, 1), endsAt: daysAhead(app, 2) }];
  const { id } = await add({ participantPrice: cop(3), saleStages });
  expect(await terms(id)).toEqual(open(3));
});

test('staff buy no participant ticket, but may watch', async () => {
  const { id } = await add({ participantPrice: cop(3), viewerPrice: cop(4) });
  const subadminId = newId();
  await addSubadmin(opened.app, admin, { tournamentId: id, userId: subadminId });
  for (const buyerId of [adminId, subadminId]) {
    expect(await terms(id, 'PARTICIPANT', buyerId)).toEqual(closed('IS_STAFF', 3));
    expect(await terms(id, 'VIEWER', buyerId)).toEqual(open(4));
  }
});

test('who is banned buys no ticket of any kind until the ban is lifted', async () => {
  const { id } = await add({ participantPrice: cop(3), viewerPrice: cop(4) });
  const userId = newId();
  const input = { tournamentId: id, userId, reason: 'Cheating', refund: true };
  await banFromTournament(opened.app, admin, input);
  expect(await terms(id, 'PARTICIPANT', userId)).toEqual(closed('BANNED', 3));
  expect(await terms(id, 'VIEWER', userId)).toEqual(closed('BANNED', 4));
  expect(await terms(id)).toEqual(open(3));
  await liftTournamentBan(opened.app, admin, { tournamentId: id, userId });
  expect(await terms(id, 'PARTICIPANT', userId)).toEqual(open(3));
});

test('a tournament that does not exist has no terms', async () => {
  expect(await refusalOf(terms(newId()))).toBe('NOT_FOUND');
});

test('roles failing open on a null reply: a stranger, and anybody in an unknown tournament, is nothing', async () => {
  const { app } = opened;
  const { id } = await add();
  const [subadminId, playerId] = [newId(), newId()];
  await addSubadmin(app, admin, { tournamentId: id, userId: subadminId });
  await addMember(app, await teamOf(app, id, 1), playerId);
  expect(await roleOf(app, id, adminId)).toBe('ADMIN');
  expect(await roleOf(app, id, subadminId)).toBe('SUBADMIN');
  expect(await roleOf(app, id, playerId)).toBe('PARTICIPANT');
  expect(await roleOf(app, id, newId())).toBeNull();
  expect(await roleOf(app, newId(), adminId)).toBeNull();
});

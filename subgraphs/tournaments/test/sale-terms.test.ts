import { faultsOf, refusalOf } from '@arena/testing';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertMatches, updateMatch } from '../src/db/match-store.ts';
import { matchStatus } from '../src/db/schema.ts';
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
const add = (changes: Parameters<typeof addTournament>[2] = {}) =>
  addTournament(opened.app, catalogue, changes, admin);

/** A planned match, whatever becomes of its tournament. */
async function addMatch(tournamentId: string): Promise<string> {
  const id = newId();
  const unplaced = { cancelReason: null, outcome: null, roundId: null, numberInRound: null };
  const unrepeated = { idempotencyKey: null, inputHash: null };
  const startsAt = daysAhead(opened.app, 8);
  const match = { id, tournamentId, name: 'Final', status: 'PENDING' as const, startsAt, creatorId: adminId };
  await insertMatches(opened.app.db, [{ ...match, ...unplaced, ...unrepeated }]);
  return id;
}

const ask = async (input: Partial<Parameters<typeof saleTerms>[1]>) => {
  const kind = input.matchId ? 'VIEWER' : 'PARTICIPANT';
  const defaults = { tournamentId: null, matchId: null, kind, buyerId: newId() } as const;
  return saleTerms(opened.app, { ...defaults, ...input });
};
/** The terms, but for what they are of. */
const terms = async (tournamentId: string, kind: Kind = 'PARTICIPANT', buyerId = newId()) => {
  const matchId = kind === 'VIEWER' ? await addMatch(tournamentId) : null;
  const { tournamentId: of, subject, ...rest } = await ask({ tournamentId, matchId, buyerId });
  expect([of, subject]).toEqual([tournamentId, matchId ? 'Final, Bogota Open' : 'Bogota Open']);
  return rest;
};

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

test('a tournament or a match that does not exist has no terms', async () => {
  expect(await refusalOf(terms(newId()))).toBe('NOT_FOUND');
  const { id: tournamentId } = await add();
  expect(await refusalOf(ask({ matchId: newId() }))).toBe('NOT_FOUND');
  expect(await refusalOf(ask({ tournamentId, matchId: newId() }))).toBe('NOT_FOUND');
});

test('the match alone tells of which tournament the terms are', async () => {
  const { id: tournamentId } = await add({ viewerPrice: cop(4) });
  const matchId = await addMatch(tournamentId);
  const sale = { tournamentId, subject: 'Final, Bogota Open', ...open(4) };
  expect(await ask({ matchId })).toEqual(sale);
  expect(await ask({ matchId, tournamentId })).toEqual(sale);
});

test('a match of another tournament has no terms', async () => {
  const [one, other] = [await add(), await add()];
  expect(await refusalOf(ask({ tournamentId: other.id, matchId: await addMatch(one.id) }))).toBe('NOT_FOUND');
});

test('without a match there are no terms for a viewer, and without anything none at all', async () => {
  const { id: tournamentId } = await add();
  expect(await faultsOf(ask({ kind: 'VIEWER', tournamentId }))).toEqual(['matchId']);
  expect(await faultsOf(ask({}))).toEqual(['tournamentId']);
});

test.each(matchStatus.enumValues)('a viewer’s terms of a match that is %s', async (status) => {
  const { id: tournamentId } = await add({ viewerPrice: cop(4) });
  const matchId = await addMatch(tournamentId);
  await updateMatch(opened.app.db, matchId, {
    status,
    outcome: status === 'FINISHED' ? 'PLAYED' : null,
  });
  const isOver = status === 'FINISHED' || status === 'CANCELED';
  expect(await ask({ matchId })).toMatchObject(isOver ? closed('MATCH_OVER', 4) : open(4));
  await updateTournament(opened.app.db, tournamentId, { status: 'CANCELED' });
  expect(await ask({ matchId })).toMatchObject(closed('INVALID_STATE', 4));
});

test('no ticket is sold for a free view; a ticket that is free in a stage is one', async () => {
  const { app } = opened;
  const stage = { name: 'Gift', kind: 'VIEWER' as const, startsAt: app.now(), endsAt: daysAhead(app, 1) };
  const saleStages = [{ ...stage, price: cop(0) }];
  const { id } = await add({ viewerPrice: cop(0), saleStages });
  expect(await terms(id, 'VIEWER')).toEqual(closed('FREE_TO_WATCH', 0));
  expect(await terms(id)).toMatchObject({ isOpen: true });
  const { id: gift } = await add({ viewerPrice: cop(9), saleStages });
  expect(await terms(gift, 'VIEWER')).toEqual(open(0, stage.endsAt));
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

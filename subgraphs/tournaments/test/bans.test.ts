import { faultsOf, refusalOf, tally } from '@arena/testing';
import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findBans } from '../src/db/ban-store.ts';
import { updateTournament } from '../src/db/tournament-store.ts';
import { addSubadmin } from '../src/domain/add-subadmin.ts';
import { banFromTournament } from '../src/domain/ban-from-tournament.ts';
import { liftTournamentBan } from '../src/domain/lift-tournament-ban.ts';
import { addCatalogue, addTournament, type Catalogue } from './fixtures.ts';
import { callerOf, openApp } from './started-tournaments.ts';
import { invalidated, issued, playersOf, ticketNews, ticketOf, transferred } from './ticket-news.ts';
import { takeToldEvents } from './told-events.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let consumer: Awaited<ReturnType<typeof ticketNews>>;
let catalogue: Catalogue;
let tournamentId: string;
const admin = callerOf();

beforeAll(async () => {
  opened = await openApp();
  consumer = await ticketNews(opened);
  catalogue = await addCatalogue(opened.app, 20, [2, 1]);
});
beforeEach(async () => {
  tournamentId = (await addTournament(opened.app, catalogue, {}, admin)).id;
  await takeToldEvents(opened.app);
});
afterAll(async () => {
  await consumer[Symbol.asyncDispose]();
  await opened[Symbol.asyncDispose]();
});

const ban = (userId: string, by = admin, changes: object = {}) =>
  banFromTournament(opened.app, by, {
    ...{ tournamentId, userId, reason: 'Cheating', refund: false },
    ...changes,
  });
const lift = (userId: string, by = admin) => liftTournamentBan(opened.app, by, { tournamentId, userId });
const bans = async () => (await findBans(opened.app.db, [tournamentId]))[0] ?? [];
const players = async () => (await playersOf(opened.app, tournamentId)).map(({ userId }) => userId);
const told = async () =>
  (await takeToldEvents(opened.app)).map(({ routingKey, payload }) => [routingKey, payload]);

test('who is banned leaves their team, who waited for a place gets it, and both are told', async () => {
  const [cheat, other, waiting] = [newId(), newId(), newId()];
  for (const ownerId of [cheat, other, waiting]) {
    await consumer.tell(issued(ticketOf(tournamentId), ownerId));
  }
  await takeToldEvents(opened.app);
  await ban(cheat, admin, { refund: true });
  expect(new Set(await players())).toEqual(new Set([other, waiting]));
  expect(await told()).toEqual([
    ['tournaments.player-joined.v1', expect.objectContaining({ userId: waiting })],
    ['tournaments.person-banned.v2', { tournamentId, userId: cheat, revision: 1, refund: true }],
  ]);
  expect(await bans()).toMatchObject([{ userId: cheat, reason: 'Cheating', bannedById: admin.userId }]);
});

test('who is banned is not seated again, neither by a ticket of their own nor by one passed to them', async () => {
  const [cheat, giver] = [newId(), newId()];
  const given = ticketOf(tournamentId);
  await ban(cheat);
  await consumer.tell(issued(ticketOf(tournamentId), cheat));
  await consumer.tell(issued(given, giver));
  await consumer.tell(transferred(given, giver, cheat));
  expect(await players()).toEqual([]);
});

test('a banned player’s place is lost while the tournament is ONGOING too, and nobody takes it then', async () => {
  const [cheat, other, waiting] = [newId(), newId(), newId()];
  for (const ownerId of [cheat, other, waiting]) {
    await consumer.tell(issued(ticketOf(tournamentId), ownerId));
  }
  await updateTournament(opened.app.db, tournamentId, { status: 'ONGOING' });
  await ban(cheat);
  expect(await players()).toEqual([other]);
});

test('once the ban is lifted, a valid ticket gives its place again', async () => {
  const cheat = newId();
  const ended = ticketOf(tournamentId);
  await consumer.tell(issued(ended, cheat));
  await ban(cheat);
  await consumer.tell(invalidated(ended, cheat));
  await takeToldEvents(opened.app);
  await lift(cheat);
  expect(await told()).toEqual([['tournaments.ban-lifted.v1', { tournamentId, userId: cheat, revision: 2 }]]);
  expect(await bans()).toEqual([]);
  expect(await players()).toEqual([]);
  await consumer.tell(issued(ticketOf(tournamentId), cheat));
  expect(await players()).toEqual([cheat]);
});

test('banning or lifting twice, or many times at once, changes and tells it once', async () => {
  const cheat = newId();
  await Promise.all([ban(cheat), ban(cheat), ban(cheat)]);
  const [first] = await bans();
  await ban(cheat, admin, { reason: 'Another reason', refund: true });
  expect(await bans()).toEqual([first]);
  expect(await told()).toHaveLength(1);
  await Promise.all([lift(cheat), lift(cheat), lift(newId())]);
  expect(await told()).toHaveLength(1);
});

test('bans at once each have a revision of their own', async () => {
  await Promise.all(Array.from({ length: 8 }, () => ban(newId())));
  const revisions = (await takeToldEvents(opened.app)).map(
    ({ payload }) => (payload as { revision: number }).revision,
  );
  expect(revisions.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test('staff are not banned, not even by the ADMIN', async () => {
  const { app } = opened;
  const [subadmin, other] = [callerOf(), callerOf()];
  await addSubadmin(app, admin, { tournamentId, userId: subadmin.userId as string });
  await addSubadmin(app, admin, { tournamentId, userId: other.userId as string });
  for (const [userId, by] of [
    [admin.userId, subadmin],
    [other.userId, subadmin],
    [subadmin.userId, subadmin],
    [subadmin.userId, admin],
    [admin.userId, admin],
  ] as const) {
    expect(await refusalOf(ban(userId as string, by))).toBe('CONFLICT IS_STAFF');
  }
  expect(await bans()).toEqual([]);
});

test('who is banned does not become staff until the ban is lifted', async () => {
  const cheat = newId();
  await ban(cheat);
  const appoint = () => addSubadmin(opened.app, admin, { tournamentId, userId: cheat });
  expect(await refusalOf(appoint())).toBe('CONFLICT BANNED');
  await lift(cheat);
  await appoint();
});

test('of an appointment and a ban at once, one is refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await addTournament(opened.app, catalogue, {}, admin);
    const userId = newId();
    const outcomes = await tally([
      addSubadmin(opened.app, admin, { tournamentId: id, userId }),
      ban(userId, admin, { tournamentId: id }),
    ]);
    expect(outcomes).toMatchObject({ done: 1 });
  }
});

test('only staff ban and lift, a SUBADMIN as well', async () => {
  const subadmin = callerOf();
  const cheat = newId();
  await addSubadmin(opened.app, admin, { tournamentId, userId: subadmin.userId as string });
  for (const change of [ban, lift]) {
    await change(cheat, subadmin);
    expect(await refusalOf(change(cheat, callerOf()))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(change(cheat, callerOf(ANONYMOUS)))).toBe('UNAUTHENTICATED');
  }
});

test('bans are imposed and lifted while the tournament is PENDING or ONGOING', async () => {
  for (const change of [ban, lift]) {
    await updateTournament(opened.app.db, tournamentId, { status: 'ONGOING' });
    await change(newId());
    for (const status of ['FINISHED', 'CANCELED'] as const) {
      await updateTournament(opened.app.db, tournamentId, { status });
      expect(await refusalOf(change(newId()))).toBe('CONFLICT INVALID_STATE');
    }
  }
});

test('every faulty field is named; an unknown tournament is NOT_FOUND', async () => {
  const { app } = opened;
  const faulty = ban('y', admin, { tournamentId: 'x', reason: ' ' });
  expect(await faultsOf(faulty)).toEqual(['input.tournamentId', 'input.userId', 'input.reason']);
  expect(await faultsOf(ban(newId(), admin, { reason: 'x'.repeat(501) }))).toEqual(['input.reason']);
  const lifting = liftTournamentBan(app, admin, { tournamentId: 'x', userId: 'y' });
  expect(await faultsOf(lifting)).toEqual(['tournamentId', 'userId']);
  expect(await refusalOf(ban(newId(), admin, { tournamentId: newId() }))).toBe('NOT_FOUND');
  const unknown = liftTournamentBan(app, admin, { tournamentId: newId(), userId: newId() });
  expect(await refusalOf(unknown)).toBe('NOT_FOUND');
});

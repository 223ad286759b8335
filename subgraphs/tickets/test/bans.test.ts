import { newId } from '@arena/subgraph-kit';
import { person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTicket } from '../src/db/seat-store.ts';
import { acceptTicketOffer } from '../src/domain/accept-ticket-offer.ts';
import { checkTicket } from '../src/domain/check-ticket.ts';
import { listOffers } from '../src/domain/list-offers.ts';
import { offerTicket } from '../src/domain/offer-ticket.ts';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  createdEvent,
  issueSeat,
  MINUTE_MS,
  seatRequest,
  stored,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
} from './fixtures.ts';
import { callerOf, openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
const [cheat, friend] = [person(), person()];
const buyerId = cheat.userId;

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  ({ tournamentId } = await addTournament(opened.app));
  await takeEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const ban = (revision = 1, userId = buyerId) =>
  tell(opened.app, {
    name: 'tournaments.person-banned',
    payload: { tournamentId, userId, revision, refund: true },
  });
const lift = (revision = 2, userId = buyerId) =>
  tell(opened.app, { name: 'tournaments.ban-lifted', payload: { tournamentId, userId, revision } });
const reserve = (changes: object = {}) =>
  reserveTicket(opened.app, seatRequest(opened.app, tournamentId, { buyerId, ...changes }));
const view = (changes: object = {}) =>
  reserveTicket(opened.app, viewRequest(opened.app, tournamentId, { buyerId, ...changes }));
const statusOf = async ({ id }: { id: string }) => (await stored(opened.app, id)).status;
const seatStatuses = async () =>
  (await ticketsOf(opened.app, tournamentId))
    .filter(({ type }) => type === 'PARTICIPANT')
    .map(({ status }) => status)
    .sort();

test('who is banned loses their seat, which is told once, and a fresh one is for sale in its place', async () => {
  const { app } = opened;
  const seat = await issueSeat(app, tournamentId, buyerId);
  await takeEvents(app);
  await ban();
  await ban();
  expect(await statusOf(seat)).toBe('CANCELED');
  expect(await seatStatuses()).toEqual(['CANCELED', 'GENERATED', 'GENERATED', 'GENERATED']);
  const ids = { ticketId: seat.id, tournamentId, matchId: null, ownerId: buyerId };
  expect(await takeEvents(app)).toEqual([
    { name: 'tickets.invalidated', payload: { ...ids, type: 'PARTICIPANT', reason: 'BANNED' } },
  ]);
  const admission = { userId: buyerId, tournamentId, matchId: null, type: 'PARTICIPANT' as const };
  expect(await checkTicket(app, { ...admission, code: seat.code, checkIn: true })).toBeNull();
});

test.each(['tournaments.started', 'tournaments.roster-closed'] as const)(
  'after %s no fresh seat takes the place of a lost one',
  async (name) => {
    const seat = await issueSeat(opened.app, tournamentId, buyerId);
    await tell(opened.app, { name, payload: { tournamentId } });
    await ban();
    expect(await statusOf(seat)).toBe('CANCELED');
    expect(await seatStatuses()).toEqual(['CANCELED', 'GENERATED', 'GENERATED']);
  },
);

test('tickets for watching and disputed ones are lost too; others’ and those of other tournaments stay', async () => {
  const { app } = opened;
  const [watched, disputed] = [await view({ activate: true }), await view({ activate: true })];
  await updateTicket(app.db, disputed.id, { status: 'SUSPENDED' });
  const others = await issueSeat(app, tournamentId, friend.userId);
  const { tournamentId: elsewhere } = await addTournament(app);
  const there = await issueSeat(app, elsewhere, buyerId);
  await ban();
  expect(await Promise.all([watched, disputed, others, there].map(statusOf))).toEqual([
    'CANCELED',
    'CANCELED',
    'ACTIVE',
    'ACTIVE',
  ]);
});

test('what is held for who is banned is released, and its checkout is told', async () => {
  const { app } = opened;
  const seat = await reserve();
  const watched = await view();
  await takeEvents(app);
  await ban();
  expect(await stored(app, seat.id)).toMatchObject({ status: 'GENERATED', ownerId: null });
  expect((await ticketsOf(app, tournamentId)).map(({ id }) => id)).not.toContain(watched.id);
  const released = (await takeEvents(app)).map(({ name, payload }) => [
    name,
    (payload as { checkoutId: string }).checkoutId,
  ]);
  expect(new Set(released)).toEqual(
    new Set([seat, watched].map(({ checkoutId }) => ['tickets.released', checkoutId])),
  );
});

test('who is banned gets no ticket until the ban is lifted, others do', async () => {
  await ban();
  expect(await refusalOf(reserve())).toBe('CONFLICT BANNED');
  expect(await refusalOf(reserve({ activate: true }))).toBe('CONFLICT BANNED');
  expect(await refusalOf(view())).toBe('CONFLICT BANNED');
  await reserve({ buyerId: friend.userId });
  await lift();
  expect(await reserve()).toMatchObject({ status: 'RESERVED', ownerId: buyerId });
});

test('a lapsed hold is no way around a ban', async () => {
  const request = seatRequest(opened.app, tournamentId, { buyerId });
  await reserveTicket(opened.app, request);
  opened.adapters.advance(36 * MINUTE_MS);
  await ban();
  expect(await refusalOf(reserveTicket(opened.app, request))).toBe('CONFLICT BANNED');
});

test('offers by and to who is banned end, and no ticket is offered to them', async () => {
  const { app } = opened;
  const ticket = await issueSeat(app, tournamentId, friend.userId);
  const toCheat = { ticketId: ticket.id, toUserId: buyerId };
  const received = await offerTicket(app, callerOf(friend), toCheat);
  const own = await issueSeat(app, tournamentId, buyerId);
  const other = person();
  const made = await offerTicket(app, callerOf(cheat), { ticketId: own.id, toUserId: other.userId });
  await ban();
  expect(await refusalOf(acceptTicketOffer(app, callerOf(cheat), received.id))).toBe('CONFLICT OFFER_CLOSED');
  expect(await refusalOf(acceptTicketOffer(app, callerOf(other), made.id))).toBe('CONFLICT OFFER_CLOSED');
  expect(await listOffers(app, buyerId)).toEqual([]);
  expect(await refusalOf(offerTicket(app, callerOf(friend), toCheat))).toBe('CONFLICT BANNED');
  expect(await offerTicket(app, callerOf(friend), { ...toCheat, toUserId: other.userId })).toMatchObject({
    ticketId: ticket.id,
  });
});

test('the newest news of a ban counts, whatever comes last, also before the tournament is known', async () => {
  const { app } = opened;
  await lift(2);
  await ban(1);
  await reserve();
  await ban(3);
  await lift(2);
  expect(await refusalOf(reserve())).toBe('CONFLICT BANNED');

  const event = createdEvent(app);
  ({ tournamentId } = event.payload);
  await ban();
  await tell(app, event);
  expect(await refusalOf(reserve())).toBe('CONFLICT BANNED');
});

test('of a ban and reservations at once no seat is left with who is banned', async () => {
  for (let round = 0; round < 10; round += 1) {
    ({ tournamentId } = await addTournament(opened.app));
    await Promise.allSettled([reserve({ activate: true }), ban(), reserve({ checkoutId: newId() })]);
    expect((await ticketsOf(opened.app, tournamentId)).filter(({ status }) => status !== 'CANCELED')).toEqual(
      Array(3).fill(expect.objectContaining({ status: 'GENERATED', ownerId: null })),
    );
  }
});

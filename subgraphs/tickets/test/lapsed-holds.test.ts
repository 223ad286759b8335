import { refusalOf, tally } from '@arena/testing';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import { addTournament, MINUTE_MS, seatRequest, stored, takeEvents, ticketsOf } from './fixtures.ts';
import { openApp } from './started-tickets.ts';

const HOLD_MS = 35 * MINUTE_MS;

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
const buyer = { userId: newId() };

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  ({ tournamentId } = await addTournament(opened.app, { capacity: 1 }));
});
afterAll(() => opened[Symbol.asyncDispose]());

const seat = (changes: Partial<ReserveInput> = {}) => seatRequest(opened.app, tournamentId, changes);
const reserve = (input: ReserveInput) => reserveTicket(opened.app, input);

test('a lapsed hold does not stand in the way of others: one of many takes the seat', async () => {
  await reserve(seat());
  expect(await refusalOf(reserve(seat()))).toBe('SOLD_OUT');
  opened.adapters.advance(HOLD_MS);
  const calls = Array.from({ length: 10 }, () => reserve(seat()));
  expect(await tally(calls)).toEqual({ done: 1, SOLD_OUT: 9 });
});

test('a lapsed hold does not stand in the way of its former holder, with another checkout', async () => {
  const first = await reserve(seat({ buyerId: buyer.userId }));
  expect(await refusalOf(reserve(seat({ buyerId: buyer.userId })))).toBe('ALREADY_HAS_TICKET');
  opened.adapters.advance(HOLD_MS);
  const again = seat({ buyerId: buyer.userId, activate: true });
  expect(await reserve(again)).toMatchObject({
    id: first.id,
    checkoutId: again.checkoutId,
    status: 'ACTIVE',
  });
});

test('a former holder may take another seat: the lapsed one is for sale again', async () => {
  const { app, adapters } = opened;
  const { tournamentId: two } = await addTournament(app, { capacity: 2 });
  const [one, other] = await ticketsOf(app, two);
  const buyerId = newId();
  await reserve(seat({ tournamentId: two, buyerId, ticketId: one?.id ?? '' }));
  adapters.advance(HOLD_MS);
  await reserve(seat({ tournamentId: two, buyerId, ticketId: other?.id ?? '' }));
  const rows = await ticketsOf(app, two);
  expect(rows.map(({ status, ownerId, priceMinor }) => [status, ownerId, priceMinor])).toEqual([
    ['GENERATED', null, 2_000_000],
    ['RESERVED', buyerId, 1_500_000],
  ]);
});

test('the same checkout may hold a lapsed ticket anew', async () => {
  const input = seat();
  const { id } = await reserve(input);
  opened.adapters.advance(HOLD_MS);
  const later = { ...input, holdUntil: seat().holdUntil };
  expect(await reserve(later)).toMatchObject({ id, status: 'RESERVED' });
  expect((await stored(opened.app, id)).holdUntil).toEqual(new Date(later.holdUntil));
});

test('the checkout whose lapsed hold is taken over is told, once', async () => {
  const { app, adapters } = opened;
  const input = seat();
  const { id } = await reserve(input);
  adapters.advance(HOLD_MS);
  await takeEvents(app);
  await reserve(seat());
  const payload = { ticketId: id, type: 'PARTICIPANT', tournamentId, matchId: null };
  expect(await takeEvents(app)).toEqual([
    { name: 'tickets.released', payload: { ...payload, checkoutId: input.checkoutId } },
  ]);
});

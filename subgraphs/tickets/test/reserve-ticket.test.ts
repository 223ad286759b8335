import { faultsOf, refusalOf, tally } from '@arena/testing';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { updateTicket } from '../src/db/seat-store.ts';
import { releaseTicket } from '../src/domain/release-ticket.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  ahead,
  MINUTE_MS,
  seatRequest,
  stored,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
} from './fixtures.ts';
import { openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
let organizerId: string;

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  ({ tournamentId, organizerId } = await addTournament(opened.app));
  await takeEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const seat = (changes: Partial<ReserveInput> = {}) => seatRequest(opened.app, tournamentId, changes);
const reserve = (input: ReserveInput) => reserveTicket(opened.app, input);

test('a seat is held for a checkout at the price of that moment, and nobody is told yet', async () => {
  const input = seat();
  const { id } = await reserve(input);
  expect(await stored(opened.app, id)).toMatchObject({
    status: 'RESERVED',
    ownerId: input.buyerId,
    checkoutId: input.checkoutId,
    priceMinor: 1_500_000,
    holdUntil: new Date(input.holdUntil),
    code: null,
    issuedAt: null,
  });
  expect(await takeEvents(opened.app)).toEqual([]);
});

test('two buyers paying for one seat: of many who want the last seat one gets it', async () => {
  const { tournamentId: small } = await addTournament(opened.app, { capacity: 1 });
  const calls = Array.from({ length: 20 }, () => reserve(seat({ tournamentId: small })));
  expect(await tally(calls)).toEqual({ done: 1, SOLD_OUT: 19 });
});

test('two buyers paying for one seat: a given seat goes to one', async () => {
  const [ticket] = await ticketsOf(opened.app, tournamentId);
  const ticketId = ticket?.id ?? '';
  const calls = Array.from({ length: 10 }, () => reserve(seat({ ticketId })));
  expect(await tally(calls)).toEqual({ done: 1, SOLD_OUT: 9 });
  expect((await stored(opened.app, ticketId)).status).toBe('RESERVED');
});

test('more seats sold than teams can hold: a hundred buyers of ten seats get ten, nobody two', async () => {
  const { app } = opened;
  const { tournamentId: large } = await addTournament(app, { capacity: 10 });
  const calls = Array.from({ length: 100 }, () => reserve(seat({ tournamentId: large, activate: true })));
  expect(await tally(calls)).toEqual({ done: 10, SOLD_OUT: 90 });
  const rows = await ticketsOf(app, large);
  expect(rows).toHaveLength(10);
  expect(new Set(rows.map(({ ownerId }) => ownerId)).size).toBe(10);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(10);
  expect(rows.every(({ status }) => status === 'ACTIVE')).toBe(true);
});

test('one buyer with many checkouts at once holds one seat', async () => {
  const buyerId = newId();
  const calls = Array.from({ length: 10 }, () => reserve(seat({ buyerId })));
  expect(await tally(calls)).toEqual({ done: 1, ALREADY_HAS_TICKET: 9 });
});

test('repeated for the same checkout, at once or later, it returns the same ticket and tells once', async () => {
  const input = seat({ activate: true });
  const rows = await Promise.all([reserve(input), reserve(input), reserve(input)]);
  await tell(opened.app, { name: 'tournaments.started', payload: { tournamentId } });
  rows.push(await reserve(input));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(1);
  const events = await takeEvents(opened.app);
  expect(events).toEqual([
    {
      name: 'tickets.issued',
      payload: {
        ticketId: rows[0].id,
        type: 'PARTICIPANT',
        tournamentId,
        matchId: null,
        ownerId: input.buyerId,
        checkoutId: input.checkoutId,
      },
    },
  ]);
});

test('a given seat that is not of this tournament is NOT_FOUND', async () => {
  const other = await addTournament(opened.app);
  const [ticket] = await ticketsOf(opened.app, other.tournamentId);
  expect(await refusalOf(reserve(seat({ ticketId: ticket?.id ?? '' })))).toBe('NOT_FOUND');
  expect(await refusalOf(reserve(seat({ ticketId: newId() })))).toBe('NOT_FOUND');
});

test('a tournament of which nothing, or not its creation, has been told is NOT_FOUND', async () => {
  const unknown = newId();
  expect(await refusalOf(reserve(seat({ tournamentId: unknown })))).toBe('NOT_FOUND');
  await tell(opened.app, { name: 'tournaments.started', payload: { tournamentId: unknown } });
  expect(await refusalOf(reserve(seat({ tournamentId: unknown })))).toBe('NOT_FOUND');
});

test('staff hold no participant ticket of their own tournament; of another they may', async () => {
  expect(await refusalOf(reserve(seat({ buyerId: organizerId })))).toBe('CONFLICT IS_STAFF');
  const { tournamentId: other } = await addTournament(opened.app);
  await reserve(seat({ buyerId: organizerId, tournamentId: other }));
});

test('the participant sale closes at the start, the viewer sale at the end', async () => {
  const view = () => viewRequest(opened.app, tournamentId);
  await tell(opened.app, { name: 'tournaments.started', payload: { tournamentId } });
  expect(await refusalOf(reserve(seat()))).toBe('CONFLICT SALE_CLOSED');
  await reserve(view());
  await tell(opened.app, { name: 'tournaments.finished', payload: { tournamentId } });
  expect(await refusalOf(reserve(seat()))).toBe('CONFLICT SALE_CLOSED');
  expect(await refusalOf(reserve(view()))).toBe('CONFLICT SALE_CLOSED');
  const { tournamentId: canceled } = await addTournament(opened.app);
  await tell(opened.app, { name: 'tournaments.canceled', payload: { tournamentId: canceled } });
  expect(await refusalOf(reserve(seat({ tournamentId: canceled })))).toBe('CONFLICT SALE_CLOSED');
});

test('the participant sale closes once the teams are settled, the viewer sale does not', async () => {
  const sold = seat({ activate: true });
  const { id } = await reserve(sold);
  await tell(opened.app, { name: 'tournaments.roster-closed', payload: { tournamentId } });
  expect(await refusalOf(reserve(seat()))).toBe('CONFLICT SALE_CLOSED');
  expect((await reserve(sold)).id).toBe(id);
  await reserve(viewRequest(opened.app, tournamentId));
});

test('a viewer has one ticket a match, of as many matches as they like', async () => {
  const buyerId = newId();
  const first = viewRequest(opened.app, tournamentId, { buyerId });
  const { id, status } = await reserve(first);
  expect(status).toBe('RESERVED');
  const again = viewRequest(opened.app, tournamentId, { buyerId, matchId: first.matchId });
  expect(await refusalOf(reserve(again))).toBe('ALREADY_HAS_TICKET');
  await reserve(viewRequest(opened.app, tournamentId, { buyerId }));
  expect((await reserve(first)).id).toBe(id);
});

test('a viewer ticket needs its match', async () => {
  const call = reserve(viewRequest(opened.app, tournamentId, { matchId: null }));
  expect(await faultsOf(call)).toEqual(['matchId']);
});

test('a released seat is for sale again at its own price; releasing twice changes nothing', async () => {
  const { app } = opened;
  const input = seat();
  const { id } = await reserve(input);
  expect(await releaseTicket(app, input.checkoutId)).toBe(true);
  expect(await releaseTicket(app, input.checkoutId)).toBe(false);
  expect(await stored(app, id)).toMatchObject({
    status: 'GENERATED',
    ownerId: null,
    checkoutId: null,
    holdUntil: null,
    priceMinor: 2_000_000,
  });
  const payload = { ticketId: id, type: 'PARTICIPANT', tournamentId, matchId: null };
  expect(await takeEvents(app)).toEqual([
    { name: 'tickets.released', payload: { ...payload, checkoutId: input.checkoutId } },
  ]);
});

test('a released viewer ticket is gone; an issued ticket is not released', async () => {
  const { app } = opened;
  const view = viewRequest(app, tournamentId);
  const { id } = await reserve(view);
  expect(await releaseTicket(app, view.checkoutId)).toBe(true);
  expect((await ticketsOf(app, tournamentId)).map((row) => row.id)).not.toContain(id);

  const bought = seat({ activate: true });
  const { id: own } = await reserve(bought);
  expect(await releaseTicket(app, bought.checkoutId)).toBe(false);
  expect(await releaseTicket(app, newId())).toBe(false);
  expect((await stored(app, own)).status).toBe('ACTIVE');
});

test('a hold that does not lapse stays, whatever the time', async () => {
  const { app, adapters } = opened;
  const { tournamentId: small } = await addTournament(app, { capacity: 1 });
  const held = await reserve(seat({ tournamentId: small, holdUntil: ahead(app, MINUTE_MS).toISOString() }));
  await updateTicket(app.db, held.id, { holdUntil: null });
  adapters.advance(2 * MINUTE_MS);
  expect(await refusalOf(reserve(seat({ tournamentId: small })))).toBe('SOLD_OUT');
});

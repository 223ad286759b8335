import { ANONYMOUS, newId } from '@arena/subgraph-kit';
import { faultsOf, person, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OfferRow, TicketRow } from '../src/db/schema.ts';
import { updateTicket } from '../src/db/seat-store.ts';
import { acceptTicketOffer } from '../src/domain/accept-ticket-offer.ts';
import { listOffers } from '../src/domain/list-offers.ts';
import { offerTicket } from '../src/domain/offer-ticket.ts';
import { reserveTicket } from '../src/domain/reserve-ticket.ts';
import { withdrawTicketOffer } from '../src/domain/withdraw-ticket-offer.ts';
import {
  addTournament,
  ahead,
  DAY_MS,
  HOUR_MS,
  issueSeat,
  seatRequest,
  stored,
  takeEvents,
  tell,
  viewRequest,
} from './fixtures.ts';
import { callerOf, openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
let organizerId: string;
let ticket: TicketRow;
const [owner, friend] = [person(), person()];

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  const { app } = opened;
  ({ tournamentId, organizerId } = await addTournament(app));
  ticket = await issueSeat(app, tournamentId, owner.userId);
  await takeEvents(app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const offer = (changes: { ticketId?: string; toUserId?: string } = {}, by = owner): Promise<OfferRow> =>
  offerTicket(opened.app, callerOf(by), { ticketId: ticket.id, toUserId: friend.userId, ...changes });
const accept = (id: string, by = friend) => acceptTicketOffer(opened.app, callerOf(by), id);
const withdraw = (id: string, by = owner) => withdrawTicketOffer(opened.app, callerOf(by), id);
const openOffers = async (to = friend) =>
  (await listOffers(opened.app, to.userId)).filter((row) => row.tournamentId === tournamentId);

test('an offered ticket is accepted: it has a new owner and a new code, and both steps are told', async () => {
  const { app, adapters } = opened;
  const { id, expiresAt } = await offer();
  expect(await openOffers()).toMatchObject([{ id, ticketId: ticket.id, fromUserId: owner.userId }]);
  adapters.advance(1_000);
  const passed = await accept(id);
  expect(passed).toMatchObject({ id: ticket.id, status: 'ACTIVE', ownerId: friend.userId });
  expect(passed.code).not.toBe(ticket.code);
  expect(passed.checkoutId).toBe(ticket.checkoutId);
  expect(await openOffers()).toEqual([]);
  const ids = { ticketId: ticket.id, tournamentId, fromUserId: owner.userId, toUserId: friend.userId };
  expect(await takeEvents(app)).toEqual([
    { name: 'tickets.offered', payload: { offerId: id, ...ids, expiresAt: expiresAt.toISOString() } },
    { name: 'tickets.transferred', payload: { ...ids, type: 'PARTICIPANT', matchId: null } },
  ]);
});

test('accepting twice, or many times at once, passes the ticket on once', async () => {
  const { id } = await offer();
  const passed = await Promise.all([accept(id), accept(id), accept(id)]);
  expect(new Set(passed.map(({ code }) => code)).size).toBe(1);
  const events = await takeEvents(opened.app);
  expect(events.filter(({ name }) => name === 'tickets.transferred')).toHaveLength(1);
});

test('two owners who accept each other’s tickets at once are both told that they have one', async () => {
  const { app } = opened;
  const theirs = await issueSeat(app, tournamentId, friend.userId);
  const mine = await offer();
  const back = await offer({ ticketId: theirs.id, toUserId: owner.userId }, friend);
  for (let round = 0; round < 20; round += 1) {
    expect(await tally([accept(mine.id), accept(back.id, owner)])).toEqual({ ALREADY_HAS_TICKET: 2 });
  }
});

test('only the owner offers, only the addressee accepts, only the owner withdraws', async () => {
  expect(await refusalOf(offer({ toUserId: newId() }, friend))).toBe('NOT_FOUND');
  expect(await refusalOf(offer({ ticketId: newId() }))).toBe('NOT_FOUND');
  const { id } = await offer();
  for (const stranger of [owner, person()]) expect(await refusalOf(accept(id, stranger))).toBe('NOT_FOUND');
  for (const stranger of [friend, person()]) {
    expect(await refusalOf(withdraw(id, stranger))).toBe('NOT_FOUND');
  }
  const anonymous = callerOf(ANONYMOUS);
  const args = { ticketId: ticket.id, toUserId: friend.userId };
  expect(await refusalOf(offerTicket(opened.app, anonymous, args))).toBe('UNAUTHENTICATED');
  expect(await refusalOf(acceptTicketOffer(opened.app, anonymous, id))).toBe('UNAUTHENTICATED');
  expect(await refusalOf(withdrawTicketOffer(opened.app, anonymous, id))).toBe('UNAUTHENTICATED');
  expect((await stored(opened.app, ticket.id)).ownerId).toBe(owner.userId);
});

test('bad input is named', async () => {
  expect(await faultsOf(offer({ ticketId: 'x', toUserId: 'y' }))).toEqual(['ticketId', 'toUserId']);
  expect(await faultsOf(offer({ toUserId: owner.userId }))).toEqual(['toUserId']);
  expect(await faultsOf(accept('x'))).toEqual(['offerId']);
  expect(await faultsOf(withdraw('x'))).toEqual(['offerId']);
});

test('one open offer a ticket; a withdrawn or lapsed one makes room for another', async () => {
  const { id } = await offer();
  expect(await refusalOf(offer({ toUserId: newId() }))).toBe('CONFLICT OFFER_OPEN');
  expect(await withdraw(id)).toBe(true);
  expect(await withdraw(id)).toBe(true);
  const lapsing = await offer();
  opened.adapters.advance(48 * HOUR_MS);
  const { id: next } = await offer();
  expect(await withdraw(lapsing.id)).toBe(true);
  expect((await openOffers()).map((row) => row.id)).toEqual([next]);
});

test('of many offers at once one is made', async () => {
  const calls = Array.from({ length: 8 }, () => offer({ toUserId: newId() }));
  expect(await tally(calls)).toEqual({ done: 1, 'CONFLICT OFFER_OPEN': 7 });
});

test('an offer that was withdrawn or has lapsed is not accepted; an accepted one is not withdrawn', async () => {
  const withdrawn = await offer();
  await withdraw(withdrawn.id);
  expect(await refusalOf(accept(withdrawn.id))).toBe('CONFLICT OFFER_CLOSED');
  const lapsed = await offer();
  opened.adapters.advance(47 * HOUR_MS);
  expect(await openOffers()).toHaveLength(1);
  opened.adapters.advance(HOUR_MS);
  expect(await openOffers()).toEqual([]);
  expect(await refusalOf(accept(lapsed.id))).toBe('CONFLICT OFFER_CLOSED');
  const accepted = await offer();
  await accept(accepted.id);
  expect(await refusalOf(withdraw(accepted.id))).toBe('CONFLICT INVALID_STATE');
});

test('withdrawn and accepted at once, one of both happens', async () => {
  const { id } = await offer();
  const outcome = await tally([withdraw(id), accept(id)]);
  const { ownerId } = await stored(opened.app, ticket.id);
  const accepted = ownerId === friend.userId;
  const refusal = accepted ? 'CONFLICT INVALID_STATE' : 'CONFLICT OFFER_CLOSED';
  expect(outcome).toEqual({ done: 1, [refusal]: 1 });
});

test('who holds a ticket of the tournament cannot accept another; a lapsed hold does not count', async () => {
  const { app, adapters } = opened;
  const { id } = await offer();
  await reserveTicket(app, seatRequest(app, tournamentId, { buyerId: friend.userId }));
  expect(await refusalOf(accept(id))).toBe('ALREADY_HAS_TICKET');
  adapters.advance(HOUR_MS);
  expect(await accept(id)).toMatchObject({ ownerId: friend.userId });
});

test('accepting and buying at once gives one ticket', async () => {
  const { app } = opened;
  const { id } = await offer();
  const bought = reserveTicket(
    app,
    seatRequest(app, tournamentId, { buyerId: friend.userId, activate: true }),
  );
  expect(await tally([accept(id), bought])).toEqual({ done: 1, ALREADY_HAS_TICKET: 1 });
});

test('staff are neither offered a ticket of their tournament nor accept one', async () => {
  expect(await refusalOf(offer({ toUserId: organizerId }))).toBe('CONFLICT IS_STAFF');
  const { id } = await offer();
  const staff = [
    { userId: organizerId, role: 'ADMIN' as const },
    { userId: friend.userId, role: 'SUBADMIN' as const },
  ];
  await tell(opened.app, {
    name: 'tournaments.staff-changed',
    payload: { tournamentId, revision: 1, staff },
  });
  expect(await refusalOf(accept(id))).toBe('CONFLICT IS_STAFF');
});

test('tickets are passed on before the start only, by the clock and by the organiser', async () => {
  const { app, adapters } = opened;
  const { id } = await offer();
  await tell(app, { name: 'tournaments.started', payload: { tournamentId } });
  expect(await openOffers()).toEqual([]);
  expect(await refusalOf(accept(id))).toBe('CONFLICT OFFER_CLOSED');
  expect(await refusalOf(offer())).toBe('CONFLICT INVALID_STATE');

  const soon = { startsAt: ahead(app, HOUR_MS).toISOString(), endsAt: ahead(app, DAY_MS).toISOString() };
  const due = await addTournament(app, soon);
  const { id: ticketId } = await issueSeat(app, due.tournamentId, owner.userId);
  const late = await offer({ ticketId });
  adapters.advance(HOUR_MS);
  expect(await refusalOf(accept(late.id))).toBe('CONFLICT INVALID_STATE');
  expect((await listOffers(app, friend.userId)).map((row) => row.id)).not.toContain(late.id);
});

test('tickets are passed on between people after the teams are settled', async () => {
  const { id } = await offer();
  await tell(opened.app, { name: 'tournaments.roster-closed', payload: { tournamentId } });
  expect((await openOffers()).map((row) => row.id)).toEqual([id]);
  expect(await accept(id)).toMatchObject({ ownerId: friend.userId });
  await offer({ toUserId: owner.userId }, friend);
});

test('only ACTIVE participant tickets are offered or accepted', async () => {
  const { app } = opened;
  const view = viewRequest(app, tournamentId, { buyerId: owner.userId, activate: true });
  const { id: viewId } = await reserveTicket(app, view);
  expect(await refusalOf(offer({ ticketId: viewId }))).toBe('TICKET_INVALID VIEWER_TICKET');
  const { id } = await offer();
  await updateTicket(app.db, ticket.id, { status: 'SUSPENDED' });
  expect(await refusalOf(accept(id))).toBe('TICKET_INVALID SUSPENDED');
  expect(await openOffers()).toEqual([]);
  for (const status of ['SUSPENDED', 'RESERVED', 'USED', 'CANCELED'] as const) {
    await updateTicket(app.db, ticket.id, { status });
    expect(await refusalOf(offer())).toBe(`TICKET_INVALID ${status}`);
  }
});

test('a cancelled tournament closes the offers of its tickets', async () => {
  const { id } = await offer();
  await tell(opened.app, { name: 'tournaments.canceled', payload: { tournamentId } });
  expect(await openOffers()).toEqual([]);
  expect(await refusalOf(accept(id))).toBe('CONFLICT OFFER_CLOSED');
});

import { newId } from '@arena/subgraph-kit';
import { person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TicketRow } from '../src/db/schema.ts';
import { acceptTicketOffer } from '../src/domain/accept-ticket-offer.ts';
import { checkTicket } from '../src/domain/check-ticket.ts';
import { listOffers } from '../src/domain/list-offers.ts';
import { offerTicket } from '../src/domain/offer-ticket.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import { addTournament, seatRequest, stored, takeEvents, tell, ticketsOf, viewRequest } from './fixtures.ts';
import { callerOf, openApp } from './started-tickets.ts';
import { pay, paymentsOf, takeAnswers } from './told-payments.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
const [payer, friend] = [person(), person()];

beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  ({ tournamentId } = await addTournament(opened.app));
});
afterAll(() => opened[Symbol.asyncDispose]());

const seat = () => seatRequest(opened.app, tournamentId, { buyerId: payer.userId });
const view = () => viewRequest(opened.app, tournamentId, { buyerId: payer.userId });
const refund = (input: ReserveInput) => tell(opened.app, paymentsOf(input).refunded);

/** A ticket that was paid. */
async function buy(input: ReserveInput): Promise<TicketRow> {
  const { app } = opened;
  const { id } = await reserveTicket(app, input);
  await pay(app, input);
  await takeEvents(app);
  return stored(app, id);
}

const statusOf = async ({ id }: TicketRow) => (await stored(opened.app, id)).status;
const statuses = async () => (await ticketsOf(opened.app, tournamentId)).map(({ status }) => status).sort();
const invalidated = ({ id, type, matchId }: TicketRow, ownerId: string, reason = 'REFUNDED') => ({
  name: 'tickets.invalidated',
  payload: { ticketId: id, type, tournamentId, matchId, ownerId, reason },
});

test('a refunded seat is cancelled, which is told once, and a fresh one is for sale in its place', async () => {
  const { app } = opened;
  const input = seat();
  const ticket = await buy(input);
  for (let delivery = 0; delivery < 3; delivery += 1) await refund(input);
  expect(await statuses()).toEqual(['CANCELED', 'GENERATED', 'GENERATED', 'GENERATED']);
  expect(await takeEvents(app)).toEqual([invalidated(ticket, payer.userId)]);
  const check = { userId: payer.userId, tournamentId, matchId: null, type: 'PARTICIPANT' as const };
  expect(await checkTicket(app, { ...check, code: ticket.code, checkIn: true })).toBeNull();
  await buy(seat());
});

test('more seats sold than teams can hold: refunded and sold again, never more than there are', async () => {
  const { app } = opened;
  ({ tournamentId } = await addTournament(app, { capacity: 1 }));
  const input = seat();
  await buy(input);
  await Promise.all([refund(input), refund(input), refund(input)]);
  await buy(seatRequest(app, tournamentId));
  expect(await refusalOf(reserveTicket(app, seatRequest(app, tournamentId)))).toBe('SOLD_OUT');
  expect(await statuses()).toEqual(['ACTIVE', 'CANCELED']);
});

test('a refund after a transfer cancels the ticket where it is, and its holder is told', async () => {
  const { app } = opened;
  const input = seat();
  const ticket = await buy(input);
  const offer = await offerTicket(app, callerOf(payer), { ticketId: ticket.id, toUserId: friend.userId });
  await acceptTicketOffer(app, callerOf(friend), offer.id);
  // the payer may have bought another meanwhile, which stays theirs
  const other = await buy(seat());
  await refund(input);
  expect(await takeEvents(app)).toEqual([invalidated(ticket, friend.userId)]);
  expect(await statusOf(ticket)).toBe('CANCELED');
  expect(await statusOf(other)).toBe('ACTIVE');
});

test('of a refund and a transfer at once the ticket is nobody’s', async () => {
  const { app } = opened;
  for (let round = 0; round < 10; round += 1) {
    ({ tournamentId } = await addTournament(app));
    const input = seat();
    const ticket = await buy(input);
    const offer = await offerTicket(app, callerOf(payer), { ticketId: ticket.id, toUserId: friend.userId });
    await Promise.allSettled([acceptTicketOffer(app, callerOf(friend), offer.id), refund(input)]);
    expect(await statuses()).toEqual(['CANCELED', 'GENERATED', 'GENERATED', 'GENERATED']);
    const { ownerId } = await stored(app, ticket.id);
    expect((await takeEvents(app)).at(-1)).toEqual(invalidated(ticket, ownerId ?? ''));
  }
});

test('a refund ends the offer of the ticket', async () => {
  const { app } = opened;
  const input = seat();
  const { id: ticketId } = await buy(input);
  const offer = await offerTicket(app, callerOf(payer), { ticketId, toUserId: friend.userId });
  await refund(input);
  expect((await listOffers(app, friend.userId)).map(({ id }) => id)).not.toContain(offer.id);
  expect(await refusalOf(acceptTicketOffer(app, callerOf(friend), offer.id))).toBe('CONFLICT OFFER_CLOSED');
});

test.each(['tournaments.started', 'tournaments.roster-closed'] as const)(
  'after %s no fresh seat takes the place of a refunded one',
  async (name) => {
    const input = seat();
    await buy(input);
    await tell(opened.app, { name, payload: { tournamentId } });
    await refund(input);
    expect(await statuses()).toEqual(['CANCELED', 'GENERATED', 'GENERATED']);
  },
);

test('a refunded viewer ticket is cancelled, also once it was used; its match can be bought again', async () => {
  const { app } = opened;
  const input = view();
  const ticket = await buy(input);
  await refund(input);
  expect(await takeEvents(app)).toEqual([invalidated(ticket, payer.userId)]);
  const again = await buy({ ...input, checkoutId: newId() });
  await tell(app, {
    name: 'matches.finished',
    payload: { matchId: input.matchId ?? '', tournamentId, winnerTeamId: null },
  });
  expect(await statusOf(again)).toBe('USED');
  await refund({ ...input, checkoutId: again.checkoutId ?? '' });
  expect(await statusOf(again)).toBe('CANCELED');
  expect(await takeEvents(app)).toEqual([invalidated(again, payer.userId)]);
});

test('what was cancelled before is not told again when its money goes back', async () => {
  const { app } = opened;
  const input = seat();
  await buy(input);
  const ban = { tournamentId, userId: payer.userId, revision: 1, refund: true };
  await tell(app, { name: 'tournaments.person-banned', payload: ban });
  await takeEvents(app);
  await refund(input);
  expect(await takeEvents(app)).toEqual([]);
  expect(await statuses()).toEqual(['CANCELED', 'GENERATED', 'GENERATED', 'GENERATED']);
});

test('a refund that is told before its payment frees the seat, and the payment gets none', async () => {
  const { app } = opened;
  const input = seat();
  await reserveTicket(app, input);
  await refund(input);
  expect((await takeEvents(app)).map(({ name }) => name)).toContain('tickets.released');
  await pay(app, input);
  expect(await takeAnswers(app)).toEqual([[input.checkoutId, 'REFUNDED']]);
  expect(await statuses()).toEqual(['GENERATED', 'GENERATED', 'GENERATED']);
});

import { person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TicketRow } from '../src/db/schema.ts';
import { acceptTicketOffer } from '../src/domain/accept-ticket-offer.ts';
import { checkTicket } from '../src/domain/check-ticket.ts';
import { offerTicket } from '../src/domain/offer-ticket.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  seatRequest,
  stored,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
  type Told,
} from './fixtures.ts';
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
type Outcome = 'OPEN' | 'WON' | 'LOST' | 'LOST_IN_PART';
const dispute = (input: ReserveInput, outcome: Outcome, which = 1) =>
  tell(opened.app, paymentsOf(input).disputed(outcome, which));

/** A ticket that was paid. */
async function buy(input: ReserveInput): Promise<TicketRow> {
  const { app } = opened;
  const { id } = await reserveTicket(app, input);
  await pay(app, input);
  await takeEvents(app);
  return stored(app, id);
}

const statusOf = async ({ id }: { id: string }) => (await stored(opened.app, id)).status;
const admitted = ({ matchId, type, code }: TicketRow) =>
  checkTicket(opened.app, { userId: payer.userId, tournamentId, matchId, type, code, checkIn: false });

test.each([{ request: seat }, { request: view }])(
  'a disputed $request.name admits nobody until the dispute is won, then it does again',
  async ({ request }) => {
    const input = request();
    const ticket = await buy(input);
    expect(await admitted(ticket)).toBe(ticket.id);
    await dispute(input, 'OPEN');
    await dispute(input, 'OPEN');
    expect(await statusOf(ticket)).toBe('SUSPENDED');
    expect(await admitted(ticket)).toBeNull();
    await dispute(input, 'WON');
    expect(await statusOf(ticket)).toBe('ACTIVE');
    expect(await admitted(ticket)).toBe(ticket.id);
    expect(await takeEvents(opened.app)).toEqual([]);
  },
);

test('a lost dispute cancels the ticket, which is told once, and a fresh seat takes its place', async () => {
  const { app } = opened;
  const input = seat();
  const { id } = await buy(input);
  await dispute(input, 'OPEN');
  for (let delivery = 0; delivery < 3; delivery += 1) await dispute(input, 'LOST');
  await tell(app, paymentsOf(input).refunded);
  expect(await takeEvents(app)).toMatchObject([
    { name: 'tickets.invalidated', payload: { ticketId: id, reason: 'DISPUTE_LOST' } },
  ]);
  const statuses = (await ticketsOf(app, tournamentId)).map(({ status }) => status).sort();
  expect(statuses).toEqual(['CANCELED', 'GENERATED', 'GENERATED', 'GENERATED']);
});

test('a disputed ticket is neither offered nor accepted, and its place is not sold to others', async () => {
  const { app } = opened;
  ({ tournamentId } = await addTournament(app, { capacity: 1 }));
  const input = seat();
  const { id: ticketId } = await buy(input);
  const toFriend = { ticketId, toUserId: friend.userId };
  const offer = await offerTicket(app, callerOf(payer), toFriend);
  await dispute(input, 'OPEN');
  expect(await refusalOf(acceptTicketOffer(app, callerOf(friend), offer.id))).toBe(
    'TICKET_INVALID SUSPENDED',
  );
  expect(await refusalOf(offerTicket(app, callerOf(payer), toFriend))).toBe('TICKET_INVALID SUSPENDED');
  expect(await refusalOf(reserveTicket(app, seatRequest(app, tournamentId)))).toBe('SOLD_OUT');
  await dispute(input, 'WON');
  expect(await acceptTicketOffer(app, callerOf(friend), offer.id)).toMatchObject({ ownerId: friend.userId });
});

test('a dispute after a transfer suspends the ticket in the hands of its holder', async () => {
  const { app } = opened;
  const input = seat();
  const { id: ticketId } = await buy(input);
  const offer = await offerTicket(app, callerOf(payer), { ticketId, toUserId: friend.userId });
  await acceptTicketOffer(app, callerOf(friend), offer.id);
  await takeEvents(app);
  await dispute(input, 'OPEN');
  expect(await stored(app, ticketId)).toMatchObject({ status: 'SUSPENDED', ownerId: friend.userId });
  await dispute(input, 'LOST');
  expect(await takeEvents(app)).toMatchObject([
    { name: 'tickets.invalidated', payload: { ticketId, ownerId: friend.userId } },
  ]);
});

const over = ({ type, matchId }: ReserveInput): Told =>
  type === 'VIEWER'
    ? {
        name: 'matches.finished',
        payload: { matchId: matchId ?? '', tournamentId, winnerTeamId: null },
      }
    : { name: 'tournaments.finished', payload: { tournamentId } };

test.each([{ request: seat }, { request: view }])(
  'a dispute won when all is over leaves a used $request.name, whichever came first',
  async ({ request }) => {
    const before = request();
    const disputedBefore = await buy(before);
    await dispute(before, 'OPEN');
    await tell(opened.app, over(before));
    expect(await statusOf(disputedBefore)).toBe('SUSPENDED');
    await dispute(before, 'WON');
    expect(await statusOf(disputedBefore)).toBe('USED');

    ({ tournamentId } = await addTournament(opened.app));
    const after = request();
    const disputedAfter = await buy(after);
    await tell(opened.app, over(after));
    await dispute(after, 'OPEN');
    expect(await statusOf(disputedAfter)).toBe('SUSPENDED');
    await dispute(after, 'WON');
    expect(await statusOf(disputedAfter)).toBe('USED');
  },
);

test('a ticket that was cancelled while disputed stays so when the dispute is won', async () => {
  const { app } = opened;
  const input = seat();
  const ticket = await buy(input);
  await dispute(input, 'OPEN');
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  await dispute(input, 'WON');
  expect(await statusOf(ticket)).toBe('CANCELED');
});

test('a dispute that has cost a part of the payment leaves the ticket', async () => {
  const input = seat();
  const ticket = await buy(input);
  await dispute(input, 'OPEN');
  await dispute(input, 'LOST_IN_PART');
  expect(await admitted(ticket)).toBe(ticket.id);
});

test.each([
  { end: 'WON', status: 'ACTIVE' },
  { end: 'LOST', status: 'CANCELED' },
] as const)('a second dispute after one that was won suspends the ticket again: $end', async (second) => {
  const input = seat();
  const ticket = await buy(input);
  await dispute(input, 'OPEN');
  await dispute(input, 'WON');
  await dispute(input, 'OPEN', 2);
  await dispute(input, 'WON', 1);
  expect(await statusOf(ticket)).toBe('SUSPENDED');
  await dispute(input, second.end, 2);
  expect(await statusOf(ticket)).toBe(second.status);
});

test('old news of a dispute does nothing once it has ended', async () => {
  const input = seat();
  const ticket = await buy(input);
  await dispute(input, 'WON');
  await dispute(input, 'OPEN');
  await dispute(input, 'LOST');
  expect(await statusOf(ticket)).toBe('ACTIVE');
});

test.each([
  { outcome: 'OPEN', status: 'SUSPENDED', answer: 'ISSUED' },
  { outcome: 'WON', status: 'ACTIVE', answer: 'ISSUED' },
  { outcome: 'LOST', status: 'GENERATED', answer: 'DISPUTE_LOST' },
] as const)('a dispute that is $outcome before its payment is told', async ({ outcome, status, answer }) => {
  const { app } = opened;
  const input = seat();
  const { id } = await reserveTicket(app, input);
  await dispute(input, outcome);
  await pay(app, input);
  expect(await statusOf({ id })).toBe(status);
  expect(await takeAnswers(app)).toEqual([[input.checkoutId, answer]]);
});

test.each(['WON', 'LOST'] as const)(
  'a suspended ticket that gives no place is cancelled for that, and stays so when the dispute is %s',
  async (end) => {
    const { app } = opened;
    const input = seat();
    const { id: ticketId } = await buy(input);
    await dispute(input, 'OPEN');
    await takeEvents(app);
    const refused = { tournamentId, ticketId, userId: payer.userId };
    await tell(app, { name: 'tournaments.place-refused', payload: refused });
    await dispute(input, end);
    if (end === 'WON') await tell(app, paymentsOf(input).refunded);
    expect(await stored(app, ticketId)).toMatchObject({ status: 'CANCELED' });
    expect(await takeEvents(app)).toMatchObject([
      { name: 'tickets.invalidated', payload: { ticketId, reason: 'NO_PLACE' } },
    ]);
  },
);

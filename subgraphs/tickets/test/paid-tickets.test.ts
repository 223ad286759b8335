import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkTicket } from '../src/domain/check-ticket.ts';
import { releaseTicket } from '../src/domain/release-ticket.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import { TICKET_CODE } from '../src/domain/ticket-code.ts';
import {
  addTournament,
  issueSeat,
  MINUTE_MS,
  seatRequest,
  stored,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
  type Told,
} from './fixtures.ts';
import { openApp } from './started-tickets.ts';
import { pay, paymentsOf, takeAnswers } from './told-payments.ts';

const HOLD_MS = 35 * MINUTE_MS;

let opened: Awaited<ReturnType<typeof openApp>>;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  ({ tournamentId } = await addTournament(opened.app, { capacity: 2 }));
  await takeEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const seat = (changes: Partial<ReserveInput> = {}) => seatRequest(opened.app, tournamentId, changes);
const view = (changes: Partial<ReserveInput> = {}) => viewRequest(opened.app, tournamentId, changes);
const reserve = (input: ReserveInput) => reserveTicket(opened.app, input);
const valid = async () =>
  (await ticketsOf(opened.app, tournamentId)).filter(({ status }) => status === 'ACTIVE');

test.each([{ request: seat }, { request: view }])(
  'a held $request.name that is paid becomes its buyer’s, with a code, and that is told once',
  async ({ request }) => {
    const { app } = opened;
    const input = request();
    const { id } = await reserve(input);
    for (let delivery = 0; delivery < 3; delivery += 1) await pay(app, input);
    const { buyerId, checkoutId, priceMinor } = input;
    const issued = await stored(app, id);
    expect(issued).toMatchObject({ status: 'ACTIVE', ownerId: buyerId, checkoutId, priceMinor });
    expect(issued.code).toMatch(TICKET_CODE);
    expect(issued.holdUntil).toBeNull();
    const { type, matchId } = issued;
    const payload = { ticketId: id, type, tournamentId, matchId, ownerId: buyerId, checkoutId };
    expect(await takeEvents(app)).toEqual([{ name: 'tickets.issued', payload }]);
  },
);

test('a payment told many times at once gives one ticket', async () => {
  const { app } = opened;
  const input = seat();
  await reserve(input);
  await Promise.all(Array.from({ length: 8 }, () => pay(app, input)));
  expect(await takeAnswers(app)).toEqual([[input.checkoutId, 'ISSUED']]);
  expect(await valid()).toHaveLength(1);
});

test('a late payment still gets the seat whose hold has lapsed, while nobody else has it', async () => {
  const { app, adapters } = opened;
  const input = seat();
  const { id } = await reserve(input);
  adapters.advance(HOLD_MS);
  await pay(app, input);
  expect(await stored(app, id)).toMatchObject({ status: 'ACTIVE', ownerId: input.buyerId });
});

test.each(['expired', 'failed'] as const)('a checkout that has %s frees its seat, once', async (how) => {
  const { app } = opened;
  const input = seat();
  const { id } = await reserve(input);
  for (let delivery = 0; delivery < 3; delivery += 1) await tell(app, paymentsOf(input)[how]);
  expect(await stored(app, id)).toMatchObject({ status: 'GENERATED', ownerId: null, checkoutId: null });
  expect((await takeEvents(app)).map(({ name }) => name)).toEqual(['tickets.released']);
});

test('a late payment gets the very seat it was for where that is free again', async () => {
  const { app } = opened;
  const [, last] = await ticketsOf(app, tournamentId);
  const input = seat({ ticketId: last?.id ?? '' });
  await reserve(input);
  await releaseTicket(app, input.checkoutId);
  await pay(app, input);
  expect(await valid()).toMatchObject([{ id: last?.id, ownerId: input.buyerId }]);
});

test('two buyers paying for one seat: the late one gets another while there is one', async () => {
  const { app, adapters } = opened;
  const [first] = await ticketsOf(app, tournamentId);
  const late = seat({ ticketId: first?.id ?? '' });
  await reserve(late);
  adapters.advance(HOLD_MS);
  const quick = seat({ ticketId: first?.id ?? '' });
  await reserve(quick);
  await takeEvents(app);
  await Promise.all([pay(app, late), pay(app, quick)]);
  expect((await takeAnswers(app)).sort()).toEqual(
    [late, quick].map(({ checkoutId }) => [checkoutId, 'ISSUED']).sort(),
  );
  expect(new Set((await valid()).map(({ ownerId }) => ownerId))).toEqual(
    new Set([late.buyerId, quick.buyerId]),
  );
});

test('two buyers paying for one seat: where it is the last one of them is told that none is left', async () => {
  const { app, adapters } = opened;
  ({ tournamentId } = await addTournament(app, { capacity: 1 }));
  const [late, quick] = [seat(), seat()];
  await reserve(late);
  adapters.advance(HOLD_MS);
  await reserve({ ...quick, holdUntil: seat().holdUntil });
  await takeEvents(app);
  for (let delivery = 0; delivery < 3; delivery += 1) {
    await Promise.all([pay(app, late), pay(app, quick)]);
  }
  expect((await takeAnswers(app)).sort()).toEqual(
    [
      [late.checkoutId, 'SOLD_OUT'],
      [quick.checkoutId, 'ISSUED'],
    ].sort(),
  );
  expect(await valid()).toMatchObject([{ ownerId: quick.buyerId }]);
});

test('a checkout once told that there is nothing for it stays without, whatever is free later', async () => {
  const { app } = opened;
  ({ tournamentId } = await addTournament(app, { capacity: 1 }));
  const taken = seat();
  await reserve(taken);
  const late = seat();
  await pay(app, late);
  await releaseTicket(app, taken.checkoutId);
  await takeEvents(app);
  await pay(app, late);
  expect(await takeEvents(app)).toEqual([]);
  expect(await valid()).toEqual([]);
});

test('a viewer who pays late gets a ticket all the same, which admits to the match', async () => {
  const { app } = opened;
  const input = view();
  await reserve(input);
  await releaseTicket(app, input.checkoutId);
  await pay(app, input);
  const [ticket] = await valid();
  const { buyerId: userId, matchId } = input;
  expect(ticket).toMatchObject({ type: 'VIEWER', matchId, ownerId: userId, priceMinor: input.priceMinor });
  const check = { userId, tournamentId, matchId, type: 'VIEWER' as const, code: null, checkIn: false };
  expect(await checkTicket(app, check)).toBe(ticket?.id);
});

test('of two checkouts of one buyer that are both paid the first gets the seat, whichever holds it', async () => {
  const { app, adapters } = opened;
  const buyerId = newId();
  const late = seat({ buyerId });
  await reserve(late);
  adapters.advance(HOLD_MS);
  const again = seat({ buyerId });
  const { id } = await reserve(again);
  await takeEvents(app);
  await pay(app, late);
  expect((await takeEvents(app)).map(({ name, payload }) => [name, payload])).toMatchObject([
    ['tickets.released', { checkoutId: again.checkoutId }],
    ['tickets.issued', { checkoutId: late.checkoutId, ticketId: id }],
  ]);
  await pay(app, again);
  expect(await takeAnswers(app)).toEqual([[again.checkoutId, 'ALREADY_HAS_TICKET']]);
  expect(await valid()).toHaveLength(1);
});

test('two payments of one buyer at once give one ticket, and the other money back', async () => {
  const { app, adapters } = opened;
  for (let round = 0; round < 10; round += 1) {
    ({ tournamentId } = await addTournament(app));
    const buyerId = newId();
    const [lapsed, other] = [seat({ buyerId }), seat({ buyerId })];
    await reserve(lapsed);
    adapters.advance(HOLD_MS);
    await takeEvents(app);
    await Promise.all([pay(app, lapsed), pay(app, other)]);
    const answers = (await takeAnswers(app)).map(([, answer]) => answer);
    expect(answers.sort()).toEqual(['ALREADY_HAS_TICKET', 'ISSUED']);
    expect(await valid()).toHaveLength(1);
  }
});

type News = (of: ReserveInput) => Told;
const staffChanged: News = ({ buyerId: userId }) => ({
  name: 'tournaments.staff-changed',
  payload: { tournamentId, revision: 1, staff: [{ userId, role: 'SUBADMIN' }] },
});
const banned: News = ({ buyerId: userId }) => ({
  name: 'tournaments.person-banned',
  payload: { tournamentId, userId, revision: 1, refund: true },
});
const turned =
  (to: 'roster-closed' | 'started' | 'finished' | 'canceled'): News =>
  () => ({ name: `tournaments.${to}`, payload: { tournamentId } });
const ofMatch = ({ matchId }: ReserveInput) => ({ matchId: matchId ?? '', tournamentId });
const matchFinished: News = (input) => ({
  name: 'matches.finished',
  payload: { ...ofMatch(input), winnerTeamId: null },
});
const matchCanceled: News = (input) => ({ name: 'matches.canceled', payload: ofMatch(input) });

test.each([
  { what: 'the teams are settled', of: seat, news: turned('roster-closed'), reason: 'SALE_CLOSED' },
  { what: 'the tournament has started', of: seat, news: turned('started'), reason: 'SALE_CLOSED' },
  { what: 'it is called off', of: seat, news: turned('canceled'), reason: 'SALE_CLOSED' },
  { what: 'it is called off, to watch', of: view, news: turned('canceled'), reason: 'SALE_CLOSED' },
  { what: 'it is over, to watch', of: view, news: turned('finished'), reason: 'SALE_CLOSED' },
  { what: 'the match is over', of: view, news: matchFinished, reason: 'MATCH_OVER' },
  { what: 'the match is called off', of: view, news: matchCanceled, reason: 'MATCH_OVER' },
  { what: 'the buyer has joined the staff', of: seat, news: staffChanged, reason: 'IS_STAFF' },
  { what: 'the buyer is banned', of: seat, news: banned, reason: 'BANNED' },
  { what: 'the buyer is banned, to watch', of: view, news: banned, reason: 'BANNED' },
])('what is paid is not issued once $what', async ({ of, news, reason }) => {
  const { app } = opened;
  const input = of();
  await reserve(input);
  await tell(app, news(input));
  await takeEvents(app);
  for (let delivery = 0; delivery < 2; delivery += 1) await pay(app, input);
  expect(await takeAnswers(app)).toEqual([[input.checkoutId, reason]]);
  const left = await ticketsOf(app, tournamentId);
  expect(left.filter(({ ownerId }) => ownerId !== null)).toEqual([]);
});

test('a donation buys no ticket, whatever becomes of it', async () => {
  const { app } = opened;
  const { paid, expired, refunded, disputed } = paymentsOf(seat());
  for (const event of [paid, expired, disputed('OPEN'), refunded]) {
    await tell(app, { ...event, payload: { ...event.payload, type: 'DONATION' } } as Told);
  }
  expect(await takeEvents(app)).toEqual([]);
  expect(await valid()).toEqual([]);
});

test('who has a ticket already gets their money back', async () => {
  const { app } = opened;
  const input = seat();
  const { id } = await issueSeat(app, tournamentId, input.buyerId);
  await takeEvents(app);
  await pay(app, input);
  expect(await takeAnswers(app)).toEqual([[input.checkoutId, 'ALREADY_HAS_TICKET']]);
  expect((await valid()).map((ticket) => ticket.id)).toEqual([id]);
});

test('a payment in progress keeps its hold, whatever the time, until it has failed', async () => {
  const { app, adapters } = opened;
  ({ tournamentId } = await addTournament(app, { capacity: 1 }));
  const input = seat();
  const { id } = await reserve(input);
  const { processing, failed } = paymentsOf(input);
  await tell(app, processing);
  adapters.advance(24 * 60 * MINUTE_MS);
  await pay(app, seat());
  expect((await takeAnswers(app)).map(([, answer]) => answer)).toEqual(['SOLD_OUT']);
  await tell(app, failed);
  await tell(app, processing);
  expect(await stored(app, id)).toMatchObject({ status: 'GENERATED', holdUntil: null });
});

test('progress told of after the payment changes nothing', async () => {
  const { app } = opened;
  const input = seat();
  const { id } = await reserve(input);
  const { paid, processing, expired, failed } = paymentsOf(input);
  for (const event of [paid, processing, expired, failed]) await tell(app, event);
  expect((await stored(app, id)).status).toBe('ACTIVE');
  expect(await takeAnswers(app)).toEqual([[input.checkoutId, 'ISSUED']]);
});

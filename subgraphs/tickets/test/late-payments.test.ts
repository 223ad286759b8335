import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import {
  addTournament,
  MINUTE_MS,
  seatRequest,
  takeEvents,
  tell,
  ticketsOf,
  viewRequest,
} from './fixtures.ts';
import { openApp } from './started-tickets.ts';
import { pay, paymentsOf, takeAnswers } from './told-payments.ts';

const HOLD_MS = 35 * MINUTE_MS;
const BUYERS = 50;

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Checkouts of so many buyers, whose holds have lapsed. */
async function lapsedCheckouts(request: (changes: object) => ReserveInput): Promise<ReserveInput[]> {
  const inputs = Array.from({ length: BUYERS }, () => request({}));
  await Promise.all(inputs.map((input) => reserveTicket(opened.app, input)));
  opened.adapters.advance(HOLD_MS);
  await takeEvents(opened.app);
  return inputs;
}

/** How often each answer was given, each checkout having been given exactly one. */
async function answersTo(inputs: readonly ReserveInput[]): Promise<Record<string, number>> {
  const answers = await takeAnswers(opened.app);
  const ids = answers.map(([checkoutId]) => checkoutId).sort();
  expect(ids).toEqual(inputs.map(({ checkoutId }) => checkoutId).sort());
  const counts: Record<string, number> = {};
  for (const [, answer] of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

const validOf = async (tournamentId: string) =>
  (await ticketsOf(opened.app, tournamentId)).filter(({ status }) => status === 'ACTIVE');

test('fifty late payments at once, each told twice, while nobody else wants a seat: all get theirs', async () => {
  const { app } = opened;
  const { tournamentId } = await addTournament(app, { capacity: BUYERS });
  const inputs = await lapsedCheckouts((changes) => seatRequest(app, tournamentId, changes));
  await Promise.all([...inputs, ...inputs].map((input) => pay(app, input)));
  expect(await answersTo(inputs)).toEqual({ ISSUED: BUYERS });
  const valid = await validOf(tournamentId);
  expect(new Set(valid.map(({ ownerId }) => ownerId)).size).toBe(BUYERS);
});

test('more seats sold than teams can hold: fifty late payments and fifty other buyers at once share fifty seats', async () => {
  const { app } = opened;
  const { tournamentId } = await addTournament(app, { capacity: BUYERS });
  const late = await lapsedCheckouts((changes) => seatRequest(app, tournamentId, changes));
  const others = Array.from({ length: BUYERS }, () => seatRequest(app, tournamentId));
  const reserved = others.map(async (input) => {
    await reserveTicket(app, input);
    await pay(app, input);
    return input;
  });
  const paidLate = late.map((input) => pay(app, input));
  const expired = late.map((input) => tell(app, paymentsOf(input).expired));
  const settled = await Promise.allSettled(reserved);
  await Promise.all([...paidLate, ...expired]);
  const bought = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));

  const { ISSUED: issued = 0, SOLD_OUT: soldOut = 0 } = await answersTo([...late, ...bought]);
  expect(issued).toBe(BUYERS);
  expect(soldOut).toBe(late.length + bought.length - BUYERS);
  const rows = await ticketsOf(app, tournamentId);
  expect(rows).toHaveLength(BUYERS);
  expect(new Set(rows.map(({ ownerId }) => ownerId)).size).toBe(BUYERS);
});

test('two buyers paying for one seat: fifty late payments for one seat at once give it to one', async () => {
  const { app, adapters } = opened;
  const { tournamentId } = await addTournament(app, { capacity: 1 });
  const inputs: ReserveInput[] = [];
  for (let count = 0; count < BUYERS; count += 1) {
    const input = seatRequest(app, tournamentId);
    await reserveTicket(app, input);
    adapters.advance(HOLD_MS);
    inputs.push(input);
  }
  await takeEvents(app);
  await Promise.all(inputs.map((input) => pay(app, input)));
  expect(await answersTo(inputs)).toEqual({ ISSUED: 1, SOLD_OUT: BUYERS - 1 });
  expect(await validOf(tournamentId)).toHaveLength(1);
});

test('fifty viewers who pay late at once all get a ticket', async () => {
  const { app } = opened;
  const { tournamentId } = await addTournament(app);
  const matchId = newId();
  const inputs = await lapsedCheckouts(() => viewRequest(app, tournamentId, { matchId }));
  await Promise.all(
    inputs.flatMap((input) => [tell(app, paymentsOf(input).expired), pay(app, input), pay(app, input)]),
  );
  expect(await answersTo(inputs)).toEqual({ ISSUED: BUYERS });
  expect(await validOf(tournamentId)).toHaveLength(BUYERS);
});

test('fifty late payments and their refunds at once leave every seat free, and each is told how it went', async () => {
  const { app } = opened;
  const { tournamentId } = await addTournament(app, { capacity: BUYERS });
  const inputs = await lapsedCheckouts((changes) => seatRequest(app, tournamentId, changes));
  await Promise.all(
    inputs.flatMap((input) => [pay(app, input), tell(app, paymentsOf(input).refunded), pay(app, input)]),
  );
  const { ISSUED: issued = 0, REFUNDED: refunded = 0 } = await answersTo(inputs);
  expect(issued + refunded).toBe(BUYERS);
  const free = (await ticketsOf(app, tournamentId)).filter(({ status }) => status !== 'CANCELED');
  expect(free).toHaveLength(BUYERS);
  expect(free.every(({ status }) => status === 'GENERATED')).toBe(true);
});

import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { donate } from '../src/domain/donate.ts';
import { addTournament, give, giftInput, movedFor, rowCounts, stored, takeEvents, tell } from './orders.ts';
import { pay } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const cop = (amount: number) => ({ amount: { amount, currency: 'COP' } });

test('a gift is paid, and succeeds at once: no ticket is waited for', async () => {
  const { app, domains } = opened;
  const caller = callerOf();
  const input = giftInput(tournamentId, { ...cop(1_000_005), message: ' Good luck! ' });
  const checkout = await donate(app, caller, input);
  expect(checkout).toMatchObject({
    type: 'DONATION',
    status: 'PENDING',
    message: 'Good luck!',
    isAnonymous: false,
    amountMinor: 1_000_005,
    commissionMinor: 100_001,
  });
  await takeEvents(app);
  await pay(opened, checkout);
  const paid = await stored(app, checkout);
  expect(paid).toMatchObject({
    status: 'SUCCEEDED',
    paidAt: expect.any(Date),
    completedAt: expect.any(Date),
  });
  expect(await movedFor(app, checkout)).toEqual([1_000_005]);
  const told = await takeEvents(app);
  expect(told.map(({ name }) => name)).toEqual(['donations.received', 'payments.succeeded']);
  expect(told[0]?.payload).toEqual({
    checkoutId: checkout.id,
    tournamentId,
    donorId: caller.userId,
    amountMinor: 1_000_005,
    currency: 'COP',
  });
  expect(domains.asked('tickets.reserve')).toEqual([]);
});

test('the page of a gift names the tournament, and a gift is taken though its name cannot be had', async () => {
  const { domains } = opened;
  expect(await give(opened, tournamentId)).toMatchObject({
    description: 'A donation to the organiser of Bogota Open',
  });
  domains.silence('tournaments.name');
  expect(await give(opened, tournamentId)).toMatchObject({
    status: 'PENDING',
    description: 'A donation to the organiser of a tournament',
  });
  domains.silence();
  const unheardOf = await addTournament(opened);
  domains.forget(unheardOf);
  expect(await give(opened, unheardOf)).toMatchObject({ status: 'PENDING' });
});

test('who gives anonymously is not told of', async () => {
  const { app } = opened;
  const checkout = await donate(app, callerOf(), giftInput(tournamentId, { anonymous: true }));
  await takeEvents(app);
  await pay(opened, checkout);
  const [received] = await takeEvents(app);
  expect(received).toMatchObject({ name: 'donations.received', payload: { donorId: null } });
});

test.each([
  ['nothing', cop(0), 'input.amount.amount'],
  ['less than nothing', cop(-250_000), 'input.amount.amount'],
  ['a part of a minor unit', cop(250_000.5), 'input.amount.amount'],
  ['more than a number holds', cop(2 ** 53), 'input.amount.amount'],
  ['less than the smallest gift', cop(249_999), 'input.amount.amount'],
  ['another currency', { amount: { amount: 250_000, currency: 'USD' } }, 'input.amount.currency'],
  ['an empty message', { message: ' ' }, 'input.message'],
  ['too long a message', { message: 'x'.repeat(501) }, 'input.message'],
  ['another origin', { successUrl: new URL('https://evil.example') }, 'input.successUrl'],
])('%s is refused, and nothing is written', async (_what, changes, field) => {
  const before = await rowCounts(opened.app);
  expect(await faultsOf(donate(opened.app, callerOf(), giftInput(tournamentId, changes)))).toEqual([field]);
  expect(await rowCounts(opened.app)).toEqual(before);
});

test('the smallest gift and the largest amount are exact', async () => {
  for (const amount of [250_000, Number.MAX_SAFE_INTEGER]) {
    const checkout = await donate(opened.app, callerOf(), giftInput(tournamentId, cop(amount)));
    await pay(opened, checkout);
    expect(await stored(opened.app, checkout)).toMatchObject({ status: 'SUCCEEDED', amountMinor: amount });
  }
});

test('a tournament that is over may be given to, one that is called off or unknown not', async () => {
  const { app } = opened;
  const finished = await addTournament(opened);
  await tell(app, { name: 'tournaments.finished', payload: { tournamentId: finished } });
  expect(await give(opened, finished)).toMatchObject({ status: 'PENDING' });
  const canceled = await addTournament(opened);
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId: canceled } });
  const before = await rowCounts(app);
  expect(await refusalOf(give(opened, canceled))).toBe('CONFLICT SALE_CLOSED');
  expect(await refusalOf(give(opened, newId()))).toBe('NOT_FOUND');
  expect(await rowCounts(app)).toEqual(before);
});

test('the same gift with one key is one checkout, whether or not it is anonymous is part of it', async () => {
  const { app } = opened;
  const caller = callerOf();
  const input = giftInput(tournamentId, { anonymous: true });
  const first = await donate(app, caller, input);
  expect(await donate(app, caller, { ...input })).toEqual(first);
  const named = donate(app, caller, { ...input, anonymous: false });
  expect(await refusalOf(named)).toBe('CONFLICT IDEMPOTENCY_KEY_REUSED');
});

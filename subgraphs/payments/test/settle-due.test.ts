import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import type { CheckoutRow } from '../src/db/schema.ts';
import { ProviderUnavailable } from '../src/providers/errors.ts';
import {
  addTournament,
  buySeat,
  DAY_MS,
  give,
  MINUTE_MS,
  movedFor,
  sessionOf,
  statusOf,
  toldOf,
} from './orders.ts';
import { hear } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
beforeEach(async () => {
  // what other tests have left open lapses
  opened.advance(DAY_MS);
  await settleDueCheckouts(opened.app);
  opened.provider.calls.splice(0);
});
afterEach(() => {
  opened.provider.leave();
  opened.provider.meanwhile(undefined);
  opened.alarms.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Lets so much time pass, and does what is due then. */
async function after(ms: number) {
  opened.advance(ms);
  await settleDueCheckouts(opened.app);
}

const callsOf = (call: string): number => opened.provider.calls.filter((one) => one.call === call).length;

test('a payment whose webhook never came is found', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  provider.pay(sessionOf(checkout));
  await after(4 * MINUTE_MS);
  expect(await statusOf(app, checkout)).toBe('PENDING');
  await after(MINUTE_MS);
  expect(await statusOf(app, checkout)).toBe('PROCESSING');
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
});

test('a checkout that nobody pays lapses once its time is over, and its session with it', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  for (let minutes = 5; minutes < 31; minutes += 5) await after(5 * MINUTE_MS);
  expect(await statusOf(app, checkout)).toBe('PENDING');
  await after(5 * MINUTE_MS);
  expect(await statusOf(app, checkout)).toBe('EXPIRED');
  expect(provider.sessions.get(sessionOf(checkout))?.state.status).toBe('EXPIRED');
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.expired']);
});

test('a payment made in the last moment counts, though its webhook never came', async () => {
  const { app, provider } = opened;
  const gift = await give(opened, tournamentId);
  provider.pay(sessionOf(gift));
  await after(40 * MINUTE_MS);
  expect(await statusOf(app, gift)).toBe('SUCCEEDED');
});

test('nothing is asked about what is settled', async () => {
  const { provider } = opened;
  const gift = await give(opened, tournamentId);
  provider.pay(sessionOf(gift));
  await hear(opened, { sessionId: sessionOf(gift) });
  provider.calls.splice(0);
  await after(DAY_MS);
  expect(provider.calls).toEqual([]);
});

test('several who look at once ask about each checkout once', async () => {
  const checkouts = await Promise.all(Array.from({ length: 20 }, () => buySeat(opened, tournamentId)));
  opened.provider.calls.splice(0);
  opened.advance(5 * MINUTE_MS);
  await Promise.all(Array.from({ length: 4 }, () => settleDueCheckouts(opened.app)));
  expect(callsOf('findSession')).toBe(checkouts.length);
});

test('one that cannot be settled raises an alarm, and does not hold up the others', async () => {
  const { app, provider, alarms } = opened;
  const [broken, other] = [await give(opened, tournamentId), await give(opened, tournamentId)] as const;
  provider.sessions.delete(sessionOf(broken));
  provider.pay(sessionOf(other));
  await after(5 * MINUTE_MS);
  expect(alarms).toEqual(['a checkout is not settled']);
  expect(await statusOf(app, other)).toBe('SUCCEEDED');
  expect(await statusOf(app, broken)).toBe('PENDING');
});

test('one that the provider does not answer about holds up none of many others', async () => {
  const { app, provider } = opened;
  const gifts: CheckoutRow[] = [];
  for (let count = 0; count < 20; count += 1) gifts.push(await give(opened, tournamentId));
  for (const gift of gifts) provider.pay(sessionOf(gift));
  let isAsked = false;
  provider.meanwhile(async () => {
    if (isAsked) return;
    isAsked = true;
    throw new ProviderUnavailable('A fault of the provider’s own');
  });
  await after(5 * MINUTE_MS);
  const statuses = await Promise.all(gifts.map((gift) => statusOf(app, gift)));
  expect(statuses.filter((status) => status === 'SUCCEEDED')).toHaveLength(gifts.length - 1);
  await after(5 * MINUTE_MS);
  expect(new Set(await Promise.all(gifts.map((gift) => statusOf(app, gift))))).toEqual(
    new Set(['SUCCEEDED']),
  );
});

test('while the provider is away it is not asked about all, and later everything is made up for', async () => {
  const { app, provider } = opened;
  const gifts: CheckoutRow[] = [];
  for (let count = 0; count < 20; count += 1) gifts.push(await give(opened, tournamentId));
  for (const gift of gifts) provider.pay(sessionOf(gift));
  provider.calls.splice(0);
  provider.leave('findSession');
  await after(5 * MINUTE_MS);
  expect(callsOf('findSession')).toBeLessThan(gifts.length);
  provider.leave();
  await after(5 * MINUTE_MS);
  const statuses = await Promise.all(gifts.map((gift) => statusOf(app, gift)));
  expect(new Set(statuses)).toEqual(new Set(['SUCCEEDED']));
});

test('the older one is, the longer until it is asked about again', async () => {
  const { provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  provider.setState(sessionOf(checkout), { status: 'PROCESSING', paymentId: 'pi_slow' });
  await hear(opened, { sessionId: sessionOf(checkout) });
  await after(10 * DAY_MS);
  provider.calls.splice(0);
  await after(DAY_MS - MINUTE_MS);
  expect(callsOf('findSession')).toBe(0);
  await after(2 * MINUTE_MS);
  expect(callsOf('findSession')).toBe(1);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import {
  addTournament,
  buySeat,
  DAY_MS,
  movedFor,
  statusOf,
  stored,
  takeEvents,
  tell,
  toldOf,
} from './orders.ts';
import { complete, hear, issue, pay } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

async function disputedSeat(disputedMinor?: number) {
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  await takeEvents(opened.app);
  opened.provider.setDispute(paymentId, 'OPEN', disputedMinor);
  await hear(opened, { paymentId });
  const end = async (outcome: 'WON' | 'LOST') => {
    opened.provider.setDispute(paymentId, outcome);
    await hear(opened, { paymentId });
  };
  return { checkout, paymentId, end };
}

const toldOfDispute = async (checkout: { id: string }) =>
  (await toldOf(opened.app, checkout)).map(({ name, payload }) => [
    name,
    'outcome' in payload ? payload.outcome : null,
  ]);

test('one that is won leaves the sale as it was', async () => {
  const { app } = opened;
  const { checkout, end } = await disputedSeat();
  expect(await statusOf(app, checkout)).toBe('DISPUTED');
  await end('WON');
  expect(await stored(app, checkout)).toMatchObject({ status: 'SUCCEEDED', lookAt: null });
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  expect(await toldOfDispute(checkout)).toEqual([
    ['payments.disputed', 'OPEN'],
    ['payments.disputed', 'WON'],
  ]);
});

test('one that is lost takes the money, and the commission with it', async () => {
  const { app } = opened;
  const { checkout, end } = await disputedSeat();
  await end('LOST');
  expect(await stored(app, checkout)).toMatchObject({
    status: 'REFUNDED',
    reason: 'DISPUTE_LOST',
    lookAt: null,
  });
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
  expect(await toldOfDispute(checkout)).toEqual([
    ['payments.disputed', 'OPEN'],
    ['payments.disputed', 'LOST'],
  ]);
});

test('one that is lost over a part takes that part, and the sale stands', async () => {
  const { app } = opened;
  const { checkout, end } = await disputedSeat(500_000);
  await end('LOST');
  expect(await stored(app, checkout)).toMatchObject({ status: 'SUCCEEDED', refundedAt: null, lookAt: null });
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -500_000]);
  expect(await toldOfDispute(checkout)).toEqual([
    ['payments.disputed', 'OPEN'],
    ['payments.disputed', 'LOST_IN_PART'],
  ]);
});

test('what is given back by hand after a part was lost makes up the whole, and is told as a refund', async () => {
  const { app, provider, alarms } = opened;
  const { checkout, paymentId, end } = await disputedSeat(500_000);
  await end('LOST');
  await takeEvents(app);
  provider.giveBack(paymentId, 1_500_000);
  await hear(opened, { paymentId });
  expect(await statusOf(app, checkout)).toBe('REFUNDED');
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -500_000, -1_500_000]);
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.refunded']);
  expect(alarms).toEqual([]);
});

test.each([
  { second: 'WON', status: 'SUCCEEDED', moved: [2_000_000] },
  { second: 'LOST', status: 'REFUNDED', moved: [2_000_000, -2_000_000] },
] as const)('a second one after the first was won is told, and settled: $second', async (expected) => {
  const { app, provider } = opened;
  const { checkout, paymentId, end } = await disputedSeat();
  await end('WON');
  provider.setDispute(paymentId, 'OPEN');
  await hear(opened, { paymentId });
  expect(await statusOf(app, checkout)).toBe('DISPUTED');
  await end(expected.second);
  expect(await statusOf(app, checkout)).toBe(expected.status);
  expect(await movedFor(app, checkout)).toEqual(expected.moved);
  expect(await toldOfDispute(checkout)).toEqual(
    ['OPEN', 'WON', 'OPEN', expected.second].map((outcome) => ['payments.disputed', outcome]),
  );
});

test('one that is lost after the money had gone back raises an alarm, since it is gone twice', async () => {
  const { app, provider, alarms } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  provider.giveBack(paymentId, 2_000_000);
  await hear(opened, { paymentId });
  for (const outcome of ['OPEN', 'LOST'] as const) {
    expect(alarms).toEqual([]);
    provider.setDispute(paymentId, outcome);
    await hear(opened, { paymentId });
  }
  expect(alarms).toEqual(['a dispute has taken money that had gone back already']);
  expect(await statusOf(app, checkout)).toBe('REFUNDED');
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
});

test('one whose end nobody told of is asked about', async () => {
  const { app, provider, advance } = opened;
  const { checkout, paymentId } = await disputedSeat();
  provider.setDispute(paymentId, 'LOST');
  advance(30 * DAY_MS);
  await settleDueCheckouts(app);
  expect(await statusOf(app, checkout)).toBe('REFUNDED');
});

test('while it goes on nothing is paid back; what is due then goes back when it is won', async () => {
  const { app, provider, work } = opened;
  const { checkout, end } = await disputedSeat();
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  await work();
  await settleDueCheckouts(app);
  expect(await statusOf(app, checkout)).toBe('DISPUTED');
  const refunds = provider.calls.filter(({ call, key }) => call === 'refund' && key?.includes(checkout.id));
  expect(refunds).toEqual([]);
  await end('WON');
  await work();
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'TOURNAMENT_CANCELED' });
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
});

test('one that is opened before the ticket is issued does not lose the ticket', async () => {
  const { provider } = opened;
  const checkout = await buySeat(opened, await addTournament(opened));
  const paymentId = await pay(opened, checkout);
  provider.setDispute(paymentId, 'OPEN');
  await hear(opened, { paymentId });
  expect(await issue(opened, checkout)).toMatchObject({ status: 'DISPUTED', completedAt: null });
  provider.setDispute(paymentId, 'WON');
  await hear(opened, { paymentId });
  const won = await stored(opened.app, checkout);
  expect(won.status).toBe('SUCCEEDED');
  expect(won.completedAt).not.toBeNull();
});

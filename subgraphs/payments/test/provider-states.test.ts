import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckoutRow } from '../src/db/schema.ts';
import { takeNews, type News } from '../src/domain/apply-news.ts';
import type { ProviderDispute, ProviderPayment, SessionState } from '../src/providers/provider.ts';
import { addTournament, buySeat, give, movedFor, sessionOf, stored, toldOf } from './orders.ts';
import { openApp, type OpenedApp } from './payments-app.ts';
import { ordersToTry } from './permutations.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** What the provider may say of a checkout, each by its name. */
type Said =
  | SessionState['status']
  | 'PART_BACK'
  | 'ALL_BACK'
  | `DISPUTE_${'OPEN' | 'WON' | 'LOST'}`
  | 'PART_LOST'
  | `AGAIN_${'OPEN' | 'LOST'}`;

/** One thing that the provider says. */
function newsOf(checkout: CheckoutRow, paymentId: string, said: Said): News {
  const { id: checkoutId, amountMinor, currency } = checkout;
  const session = (state: SessionState): News => ({
    session: { id: sessionOf(checkout), checkoutId, url: null, amountMinor, currency, state },
  });
  const payment = (more: Partial<ProviderPayment>): News => ({
    // who hears of a payment looks at its session too, where that is not known to be paid
    ...session({ status: 'PAID', paymentId }),
    payment: { id: paymentId, checkoutId, refundedMinor: 0, refunds: [], disputes: [], ...more },
  });
  const dispute = (status: ProviderDispute['status'], disputedMinor = amountMinor) => ({
    id: 'dp_1',
    amountMinor: disputedMinor,
    status,
  });
  const news: Record<Said, () => News> = {
    OPEN: () => session({ status: 'OPEN' }),
    EXPIRED: () => session({ status: 'EXPIRED' }),
    PROCESSING: () => session({ status: 'PROCESSING', paymentId }),
    PAID: () => session({ status: 'PAID', paymentId }),
    FAILED: () => session({ status: 'FAILED', reason: 'insufficient_funds' }),
    PART_BACK: () => payment({ refundedMinor: 500_000 }),
    ALL_BACK: () => payment({ refundedMinor: amountMinor }),
    DISPUTE_OPEN: () => payment({ disputes: [dispute('OPEN')] }),
    DISPUTE_WON: () => payment({ disputes: [dispute('WON')] }),
    DISPUTE_LOST: () => payment({ disputes: [dispute('LOST')] }),
    PART_LOST: () => payment({ disputes: [dispute('LOST', 500_000)] }),
    AGAIN_OPEN: () => payment({ disputes: [dispute('OPEN'), dispute('WON')] }),
    AGAIN_LOST: () => payment({ disputes: [dispute('LOST'), dispute('WON')] }),
  };
  return news[said]();
}

/** Says things of a new checkout in an order, thrice over; what it has come to, and what was told on the way. */
async function after(order: readonly Said[], buy: () => Promise<CheckoutRow>) {
  const { app } = opened;
  const checkout = await buy();
  const paymentId = `pi_${newId()}`;
  for (const said of [...order, ...order.toReversed(), ...order]) {
    await takeNews(app, await stored(app, checkout), newsOf(checkout, paymentId, said), {});
  }
  const { status } = await stored(app, checkout);
  const moved = await movedFor(app, checkout);
  const told = (await toldOf(app, checkout)).map(({ name, payload }) =>
    'outcome' in payload ? `${name} ${payload.outcome}` : name,
  );
  return { status, moved, told };
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const count = (told: readonly string[], name: string): number => told.filter((one) => one === name).length;

/** What each set of things said must come to, whatever their order: the status, what is left, what is told and how often. */
const OUTCOMES: [Said[], string, number, Record<string, number>][] = [
  [['OPEN', 'EXPIRED'], 'EXPIRED', 0, { 'payments.expired': 1 }],
  [['OPEN', 'PROCESSING', 'FAILED'], 'FAILED', 0, { 'payments.failed': 1, 'payments.paid': 0 }],
  [['OPEN', 'PROCESSING', 'PAID'], 'PROCESSING', 2_000_000, { 'payments.paid': 1, 'payments.failed': 0 }],
  [['OPEN', 'EXPIRED', 'PAID'], 'PROCESSING', 2_000_000, { 'payments.paid': 1 }],
  [['OPEN', 'EXPIRED', 'PROCESSING'], 'PROCESSING', 0, { 'payments.processing': 1, 'payments.paid': 0 }],
  [['OPEN', 'EXPIRED', 'PROCESSING', 'FAILED'], 'FAILED', 0, { 'payments.failed': 1 }],
  [['OPEN', 'PROCESSING', 'PAID', 'EXPIRED', 'FAILED'], 'PROCESSING', 2_000_000, { 'payments.paid': 1 }],
  [['PAID', 'PART_BACK'], 'PROCESSING', 1_500_000, { 'payments.refunded': 0 }],
  [['EXPIRED', 'PAID', 'PART_BACK', 'ALL_BACK'], 'REFUNDED', 0, { 'payments.refunded': 1 }],
  [['OPEN', 'PROCESSING', 'PAID', 'ALL_BACK'], 'REFUNDED', 0, { 'payments.refunded': 1 }],
  [['OPEN', 'PAID', 'DISPUTE_OPEN'], 'DISPUTED', 2_000_000, { 'payments.disputed OPEN': 1 }],
  [['PAID', 'DISPUTE_OPEN', 'DISPUTE_WON'], 'PROCESSING', 2_000_000, { 'payments.disputed WON': 1 }],
  [
    ['EXPIRED', 'PAID', 'DISPUTE_OPEN', 'DISPUTE_LOST'],
    'REFUNDED',
    0,
    { 'payments.disputed LOST': 1, 'payments.refunded': 0 },
  ],
  [['PAID', 'PART_BACK', 'DISPUTE_OPEN', 'DISPUTE_LOST'], 'REFUNDED', 0, { 'payments.disputed LOST': 1 }],
  [['PAID', 'DISPUTE_OPEN', 'PART_LOST'], 'PROCESSING', 1_500_000, { 'payments.disputed LOST_IN_PART': 1 }],
  [['PAID', 'DISPUTE_OPEN', 'DISPUTE_WON', 'AGAIN_OPEN'], 'DISPUTED', 2_000_000, {}],
  [
    ['PAID', 'DISPUTE_WON', 'AGAIN_OPEN', 'AGAIN_LOST'],
    'REFUNDED',
    0,
    { 'payments.disputed LOST': 1, 'payments.refunded': 0 },
  ],
  [['PAID', 'DISPUTE_OPEN', 'DISPUTE_WON', 'ALL_BACK'], 'REFUNDED', 0, { 'payments.refunded': 1 }],
];

describe('whatever the order in which the provider is heard, and though each thing is heard thrice', () => {
  test.each(OUTCOMES)('%s of a seat comes to %s with %d paid', async (said, status, paid, told) => {
    const check = async (order: Said[]) => {
      const outcome = await after(order, () => buySeat(opened, tournamentId));
      expect(outcome.status, String(order)).toBe(status);
      expect(sum(outcome.moved), String(order)).toBe(paid);
      for (const [name, times] of Object.entries(told)) {
        expect(count(outcome.told, name), `${String(order)}: ${name}`).toBe(times);
      }
      expect(count(outcome.told, 'payments.paid')).toBeLessThanOrEqual(1);
    };
    await Promise.all(ordersToTry(said).map(check));
  });

  test.each<[Said[], string, number]>([
    [['OPEN', 'PROCESSING', 'PAID'], 'SUCCEEDED', 1_000_000],
    [['EXPIRED', 'PAID', 'FAILED'], 'SUCCEEDED', 1_000_000],
    [['PAID', 'DISPUTE_OPEN', 'DISPUTE_WON'], 'SUCCEEDED', 1_000_000],
    [['PAID', 'DISPUTE_OPEN', 'DISPUTE_LOST'], 'REFUNDED', 0],
    [['PROCESSING', 'PAID', 'ALL_BACK'], 'REFUNDED', 0],
  ])('%s of a donation comes to %s with %d paid', async (said, status, paid) => {
    const check = async (order: Said[]) => {
      const outcome = await after(order, () => give(opened, tournamentId));
      expect(outcome.status, String(order)).toBe(status);
      expect(sum(outcome.moved), String(order)).toBe(paid);
      expect(count(outcome.told, 'payments.paid')).toBe(0);
      expect(count(outcome.told, 'donations.received')).toBeLessThanOrEqual(1);
      if (status === 'SUCCEEDED') expect(count(outcome.told, 'donations.received')).toBe(1);
    };
    await Promise.all(ordersToTry(said).map(check));
  });
});

test('a session that is another’s, or says another amount, is not believed', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const { session } = newsOf(checkout, 'pi_foreign', 'PAID');
  if (!session) throw new Error('There is a session');
  await takeNews(app, checkout, { session: { ...session, id: 'cs_foreign' } }, {});
  expect(await stored(app, checkout)).toEqual(checkout);
  for (const wrong of [{ amountMinor: 1 }, { currency: 'USD' }, { checkoutId: newId() }]) {
    await expect(takeNews(app, checkout, { session: { ...session, ...wrong } }, {})).rejects.toThrow();
  }
  expect(await stored(app, checkout)).toEqual(checkout);
});

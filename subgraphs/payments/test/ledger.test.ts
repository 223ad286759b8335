import { newId } from '@arena/subgraph-kit';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ledgerEntries, tournaments, transactions, type CheckoutRow } from '../src/db/schema.ts';
import { commissionOf, reversedCommission } from '../src/domain/ledger/commission.ts';
import { recordPayment } from '../src/domain/ledger/record-payment.ts';
import { recordRefund, recordReturn } from '../src/domain/ledger/record-refund.ts';
import { chance } from './chance.ts';
import { openPaymentsDatabase, pay, storeCheckout, storeTournament, type Db } from './stored-checkouts.ts';

const CHECKOUTS = process.env['ARENA_FULL'] ? 500 : 60;
const LARGEST = Number.MAX_SAFE_INTEGER;

let opened: Awaited<ReturnType<typeof openPaymentsDatabase>>;
let db: Db;
beforeAll(async () => {
  opened = await openPaymentsDatabase();
  db = opened.db;
});
afterAll(() => opened[Symbol.asyncDispose]());

const NOW = new Date();
const record = (checkout: CheckoutRow) => db.transaction((tx) => recordPayment(tx, checkout, NOW));
const refund = (checkout: CheckoutRow, amountMinor: number) =>
  db.transaction((tx) => recordRefund(tx, checkout, amountMinor, NOW));
const comeBack = (checkout: CheckoutRow, amountMinor: number) =>
  db.transaction((tx) => recordReturn(tx, checkout, amountMinor, NOW));

/** What each account has received in all from a checkout; one that has given it all back is left out. */
async function balancesOf(checkout: CheckoutRow): Promise<Record<string, number>> {
  const rows = await db
    .select({
      account: ledgerEntries.account,
      minor: sql<number>`sum(${ledgerEntries.amountMinor})`.mapWith(Number),
    })
    .from(ledgerEntries)
    .innerJoin(transactions, eq(transactions.id, ledgerEntries.transactionId))
    .where(eq(transactions.checkoutId, checkout.id))
    .groupBy(ledgerEntries.account);
  return Object.fromEntries(rows.filter(({ minor }) => minor !== 0).map((row) => [row.account, row.minor]));
}

async function newCheckout(changes: Partial<CheckoutRow> = {}) {
  const organizerId = newId();
  const tournamentId = await storeTournament(db, organizerId);
  const checkout = await storeCheckout(db, { tournamentId, ...changes });
  return { checkout, organizer: `organizer:${organizerId}` };
}

describe('commissionOf', () => {
  test.each([
    [0, 0],
    [4, 0],
    [5, 1],
    [14, 1],
    [15, 2],
    [2_000_000, 200_000],
    [250_005, 25_001],
    [LARGEST - 6, 900_719_925_474_099],
    [LARGEST - 5, 900_719_925_474_099],
    [LARGEST, 900_719_925_474_099],
  ])('of %d is %d: a tenth, half up', (amountMinor, expected) => {
    expect(commissionOf(amountMinor)).toBe(expected);
  });

  test('is exact for every amount: ten times it is never further than five from the amount', () => {
    const draw = chance(7);
    for (let count = 0; count < 10_000; count += 1) {
      const amountMinor = draw(2) === 0 ? draw(10_000) : LARGEST - draw(1_000_000);
      const off = 10n * BigInt(commissionOf(amountMinor)) - BigInt(amountMinor);
      expect(off > -5n && off <= 5n).toBe(true);
    }
  });

  test.each([-1, 0.5, NaN, Infinity, LARGEST + 1])('of %d is refused', (amountMinor) => {
    expect(() => commissionOf(amountMinor)).toThrow(RangeError);
  });
});

describe('reversedCommission', () => {
  test('of the whole is the whole, of nothing nothing, and it never shrinks', () => {
    const draw = chance(11);
    for (let count = 0; count < 2_000; count += 1) {
      const amountMinor = 1 + (draw(2) === 0 ? draw(1_000) : LARGEST - 1 - draw(1_000));
      const payment = { amountMinor, commissionMinor: commissionOf(amountMinor) };
      const part = draw(Math.min(amountMinor, 1_000_000));
      expect(reversedCommission(payment, 0)).toBe(0);
      expect(reversedCommission(payment, amountMinor)).toBe(payment.commissionMinor);
      expect(reversedCommission(payment, part + 1)).toBeGreaterThanOrEqual(reversedCommission(payment, part));
    }
  });
});

describe('a payment', () => {
  test('is given by the provider and received by the organiser and the platform', async () => {
    const { checkout, organizer } = await newCheckout({ type: 'PARTICIPANT_SALE', amountMinor: 2_000_005 });
    const transaction = await record(checkout);
    expect(transaction).toMatchObject({
      checkoutId: checkout.id,
      personId: checkout.buyerId,
      tournamentId: checkout.tournamentId,
      type: 'PARTICIPANT_SALE',
      amountMinor: 2_000_005,
      currency: 'COP',
      createdAt: NOW,
    });
    expect(await balancesOf(checkout)).toEqual({
      provider: -2_000_005,
      [organizer]: 1_800_004,
      commission: 200_001,
    });
  });

  test('is recorded once, however often and however many at once say so', async () => {
    const { checkout } = await newCheckout();
    const told = await Promise.all(Array.from({ length: 8 }, () => record(checkout)));
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(await balancesOf(checkout)).toMatchObject({ provider: -checkout.amountMinor });
  });

  test('keeps the commission that was stored with the checkout, not the one of today', async () => {
    const { checkout } = await newCheckout({ amountMinor: 1_000, commissionMinor: 250 });
    await record(checkout);
    expect(await balancesOf(checkout)).toMatchObject({ commission: 250 });
  });

  test('of the largest amount is exact', async () => {
    const { checkout, organizer } = await newCheckout({ amountMinor: LARGEST });
    await record(checkout);
    await refund(checkout, LARGEST - 1);
    expect(await balancesOf(checkout)).toEqual({ provider: -1, [organizer]: 1 });
    await refund(checkout, 1);
    expect(await balancesOf(checkout)).toEqual({});
  });

  test('of a free checkout does not exist', async () => {
    const { checkout } = await newCheckout({ type: 'PARTICIPANT_SALE', amountMinor: 0, provider: null });
    await expect(record(checkout)).rejects.toMatchObject({ reason: 'NOTHING_TO_PAY' });
    expect(await balancesOf(checkout)).toEqual({});
  });

  test('waits until it is told whose tournament it is for; nothing is written before', async () => {
    const tournamentId = newId();
    const checkout = await storeCheckout(db, { tournamentId });
    await expect(record(checkout)).rejects.toMatchObject({ reason: 'ORGANIZER_UNKNOWN' });
    await db.insert(tournaments).values({ id: tournamentId, status: 'PENDING' });
    await expect(record(checkout)).rejects.toMatchObject({ reason: 'ORGANIZER_UNKNOWN' });
    expect(await balancesOf(checkout)).toEqual({});

    const organizerId = newId();
    await db.update(tournaments).set({ organizerId }).where(eq(tournaments.id, tournamentId));
    await record(checkout);
    expect(await balancesOf(checkout)).toMatchObject({ [`organizer:${organizerId}`]: 900_000 });
  });
});

describe('a refund', () => {
  test('of the whole leaves nothing to anybody', async () => {
    const { checkout } = await newCheckout({ amountMinor: 250_005 });
    await record(checkout);
    expect(await refund(checkout, 250_005)).toMatchObject({ type: 'REFUND', amountMinor: -250_005 });
    expect(await balancesOf(checkout)).toEqual({});
  });

  test('in thirds reverses the commission in proportion, and with the last third exactly the rest', async () => {
    const { checkout, organizer } = await newCheckout({ amountMinor: 30, commissionMinor: 5 });
    await record(checkout);
    const commissions: (number | undefined)[] = [];
    for (let third = 0; third < 3; third += 1) {
      await refund(checkout, 10);
      const balances = await balancesOf(checkout);
      commissions.push(balances['commission']);
      expect((balances[organizer] ?? 0) + (balances['commission'] ?? 0)).toBe(20 - third * 10);
    }
    expect(commissions).toEqual([3, 2, undefined]);
  });

  test('is taken from whoever had received the payment', async () => {
    const { checkout, organizer } = await newCheckout();
    await record(checkout);
    await db
      .update(tournaments)
      .set({ organizerId: newId() })
      .where(eq(tournaments.id, checkout.tournamentId));
    await refund(checkout, 400_000);
    expect(await balancesOf(checkout)).toEqual({
      provider: -600_000,
      [organizer]: 540_000,
      commission: 60_000,
    });
  });

  test('never gives back more than was paid, in one part or several, or several at once', async () => {
    const { checkout } = await newCheckout({ amountMinor: 100 });
    await record(checkout);
    await expect(refund(checkout, 101)).rejects.toMatchObject({ reason: 'BEYOND_PAYMENT' });
    const parts = await Promise.allSettled(Array.from({ length: 8 }, () => refund(checkout, 30)));
    expect(parts.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    await expect(refund(checkout, 11)).rejects.toMatchObject({ reason: 'BEYOND_PAYMENT' });
    await refund(checkout, 10);
    await expect(refund(checkout, 1)).rejects.toMatchObject({ reason: 'BEYOND_PAYMENT' });
    expect(await balancesOf(checkout)).toEqual({});
  });

  test('of what was never paid is refused', async () => {
    const { checkout } = await newCheckout();
    await expect(refund(checkout, 1)).rejects.toMatchObject({ reason: 'NOT_PAID' });
  });

  test('that comes back is as if it had never gone, the commission too, and can go once more', async () => {
    const { checkout } = await newCheckout({ amountMinor: 30, commissionMinor: 5 });
    await record(checkout);
    const paid = await balancesOf(checkout);
    await refund(checkout, 10);
    const partly = await balancesOf(checkout);
    await refund(checkout, 20);
    expect(await comeBack(checkout, 20)).toMatchObject({ type: 'REFUND', amountMinor: 20 });
    expect(await balancesOf(checkout)).toEqual(partly);
    await comeBack(checkout, 10);
    expect(await balancesOf(checkout)).toEqual(paid);
    await refund(checkout, 30);
    expect(await balancesOf(checkout)).toEqual({});
  });

  test('does not come back beyond what has gone', async () => {
    const { checkout } = await newCheckout();
    await record(checkout);
    await refund(checkout, 10);
    await expect(comeBack(checkout, 11)).rejects.toMatchObject({ reason: 'BEYOND_PAYMENT' });
    await expect(comeBack(checkout, 0)).rejects.toThrow(RangeError);
  });

  test.each([0, -1, 0.5, NaN, LARGEST + 1])('of %d is refused', async (amountMinor) => {
    const { checkout } = await newCheckout();
    await record(checkout);
    await expect(refund(checkout, amountMinor)).rejects.toThrow(RangeError);
  });
});

test('whatever is paid and goes back by chance, the ledger sums to zero and commissions add up', async () => {
  const draw = chance(2026);
  const organizers = [newId(), newId(), newId()];
  const places = await Promise.all(organizers.map((organizerId) => storeTournament(db, organizerId)));
  for (let count = 0; count < CHECKOUTS; count += 1) {
    const amountMinor = 1 + draw(draw(3) === 0 ? 40 : 5_000_000);
    const checkout = await storeCheckout(db, {
      tournamentId: places[draw(3)] ?? newId(),
      amountMinor,
      currency: draw(4) === 0 ? 'USD' : 'COP',
      provider: draw(2) === 0 ? 'stripe' : 'sandbox',
    });
    await pay(db, checkout);
    let left = amountMinor;
    for (let part = draw(5); part > 0 && left > 0; part -= 1) {
      const back = part === 1 && draw(2) === 0 ? left : 1 + draw(left);
      await refund(checkout, back);
      left -= back;
      await expectSound(checkout, left);
    }
  }
  const sums = await db
    .select({ minor: sql<string>`sum(${ledgerEntries.amountMinor})` })
    .from(ledgerEntries)
    .groupBy(ledgerEntries.currency, ledgerEntries.provider);
  expect(sums).toHaveLength(4);
  expect(new Set(sums.map(({ minor }) => minor))).toEqual(new Set(['0']));
}, 240_000);

/** What is left of a payment stands in the ledger, its commission in proportion, no account overdrawn. */
async function expectSound(checkout: CheckoutRow, left: number): Promise<void> {
  const { provider = 0, commission = 0, ...others } = await balancesOf(checkout);
  const [organizer = 0] = Object.values(others);
  expect(provider).toBe(-left || 0);
  expect(organizer + commission).toBe(left);
  expect(organizer).toBeGreaterThanOrEqual(0);
  const exact = (checkout.commissionMinor * left) / checkout.amountMinor;
  expect(Math.abs(commission - exact)).toBeLessThanOrEqual(0.5 + 1e-6);
  const entriesOf = and(eq(transactions.checkoutId, checkout.id), eq(ledgerEntries.amountMinor, 0));
  const idle = await db
    .select({ id: ledgerEntries.id })
    .from(ledgerEntries)
    .innerJoin(transactions, eq(transactions.id, ledgerEntries.transactionId))
    .where(entriesOf);
  expect(idle).toEqual([]);
}

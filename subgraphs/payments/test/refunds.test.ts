import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { takeNews } from '../src/domain/apply-news.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { addTournament, buySeat, DAY_MS, movedFor, statusOf, stored, tell, toldOf } from './orders.ts';
import { hear, issue, pay } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';
import { boughtSeat, lookAgain, refund, refundKeys } from './refunds.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterEach(() => {
  opened.provider.leave();
  opened.provider.refundsWill('SUCCEEDED');
  opened.alarms.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

test('what is paid and cannot be issued goes back in full', async () => {
  const { app, work } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  const { id: checkoutId } = checkout;
  const refusal = {
    name: 'tickets.unavailable',
    payload: { checkoutId, reason: 'ALREADY_HAS_TICKET' },
  } as const;
  for (let delivery = 0; delivery < 3; delivery += 1) await tell(app, refusal);
  await work();
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'ALREADY_HAS_TICKET' });
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
  expect(refundKeys(opened, checkoutId)).toHaveLength(1);
});

test('what tickets never answers is told again, and in the end goes back', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  await lookAgain(opened);
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.paid', 'payments.paid']);
  opened.advance(DAY_MS);
  await settleDueCheckouts(app);
  await opened.work();
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'NOT_ISSUED' });
});

describe('a refund', () => {
  test('that takes its time is waited for, and not asked for twice', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.refundsWill('PENDING');
    await refund(opened, checkout.id);
    await work();
    await lookAgain(opened);
    expect(await statusOf(app, checkout)).toBe('REFUNDING');
    expect(refundKeys(opened, checkout.id)).toHaveLength(1);
    expect(await movedFor(app, checkout)).toEqual([2_000_000]);
    provider.setRefund(paymentId, 'SUCCEEDED');
    await hear(opened, { paymentId });
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('that fails raises an alarm, and is asked for again under another key until it succeeds', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout } = await boughtSeat(opened, tournamentId);
    provider.refundsWill('FAILED');
    await refund(opened, checkout.id);
    await work();
    await lookAgain(opened);
    expect(await statusOf(app, checkout)).toBe('REFUNDING');
    expect(alarms).toEqual(Array.from({ length: 2 }, () => 'a refund has failed; it is asked for again'));
    expect(await movedFor(app, checkout)).toEqual([2_000_000]);
    provider.refundsWill('SUCCEEDED');
    await lookAgain(opened);
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
    const key = `checkout:${checkout.id}:refund`;
    expect(refundKeys(opened, checkout.id)).toEqual([key, `${key}-2`, `${key}-3`]);
  });

  test('that was on its way and fails in the end raises an alarm each time', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.refundsWill('PENDING');
    await refund(opened, checkout.id);
    await work();
    const failures = 3;
    for (let failure = 1; failure <= failures; failure += 1) {
      provider.setRefund(paymentId, 'FAILED');
      // by its webhook, which may be repeated, or by looking again
      for (let time = 1; time < failure; time += 1) await hear(opened, { paymentId });
      await lookAgain(opened);
      expect(alarms).toEqual(
        Array.from({ length: failure }, () => 'a refund has failed; it is asked for again'),
      );
    }
    provider.setRefund(paymentId, 'SUCCEEDED');
    await lookAgain(opened);
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(alarms).toHaveLength(failures);
    expect(refundKeys(opened, checkout.id)).toHaveLength(1 + failures);
  });

  test('that cannot be asked for now is asked for when the provider is back', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout } = await boughtSeat(opened, tournamentId);
    provider.leave('findPayment');
    await refund(opened, checkout.id);
    await work();
    expect(await statusOf(app, checkout)).toBe('REFUNDING');
    expect(alarms).toEqual([]);
    provider.leave();
    await lookAgain(opened);
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('is not taken back by what was asked about it before', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.refundsWill('FAILED');
    await refund(opened, checkout.id);
    await work();
    const before = await provider.findPayment(paymentId);
    provider.refundsWill('SUCCEEDED');
    await lookAgain(opened);
    await takeNews(app, checkout, { payment: before }, {});
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
  });
});

test('a ticket that is issued after its money went on its way back changes nothing of that', async () => {
  const { app, work } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  await refund(opened, checkout.id);
  expect(await issue(opened, checkout)).toMatchObject({ status: 'REFUNDING' });
  await work();
  expect(await issue(opened, checkout)).toMatchObject({ status: 'REFUNDED', completedAt: null });
  const names = (await toldOf(app, checkout)).map(({ name }) => name);
  expect(names).toEqual(['payments.paid', 'payments.refunded']);
});

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { checkLedger } from '../src/domain/ledger/check-ledger.ts';
import { addTournament, movedFor, statusOf, stored, takeEventNames } from './orders.ts';
import { hear } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';
import { boughtSeat, refund, refundKeys } from './refunds.ts';

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

describe('a refund', () => {
  test('made at the provider by hand is taken over: a part is reversed, the whole ends the sale', async () => {
    const { app, provider } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.giveBack(paymentId, 500_000);
    await hear(opened, { paymentId });
    expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
    provider.giveBack(paymentId, 1_500_000);
    await hear(opened, { paymentId });
    expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'REFUNDED_BY_PROVIDER' });
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -500_000, -1_500_000]);
    expect(await takeEventNames(app)).toEqual(['payments.refunded']);
  });

  test('after a part has gone back brings the rest', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.giveBack(paymentId, 1);
    await hear(opened, { paymentId });
    await refund(opened, checkout.id);
    await work();
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -1, -1_999_999]);
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('that the bank sends back days later raises an alarm, and is made again under another key', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    await refund(opened, checkout.id, 'A mistake');
    await work();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    provider.setRefund(paymentId, 'FAILED');
    provider.refundsWill('PENDING');
    for (let time = 0; time < 3; time += 1) await hear(opened, { paymentId });
    expect(alarms).toEqual(['a refund that was recorded has come back']);
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000, 2_000_000]);
    await work();
    expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDING', refundedAt: null });
    const { faults } = await checkLedger(opened.db);
    expect(faults).toEqual([]);
    provider.setRefund(paymentId, 'SUCCEEDED');
    await hear(opened, { paymentId });
    expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'A mistake' });
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000, 2_000_000, -2_000_000]);
    const key = `checkout:${checkout.id}:refund`;
    expect(refundKeys(opened, checkout.id)).toEqual([key, `${key}-2`]);
  });

  test('made by hand that the bank sends back is made again', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.giveBack(paymentId, 2_000_000);
    await hear(opened, { paymentId });
    provider.setRefund(paymentId, 'FAILED');
    await hear(opened, { paymentId });
    await work();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000, 2_000_000, -2_000_000]);
  });

  test('of a part that the bank sends back is as if it had never been', async () => {
    const { app, provider } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.giveBack(paymentId, 500_000);
    await hear(opened, { paymentId });
    provider.setRefund(paymentId, 'FAILED');
    await hear(opened, { paymentId });
    expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -500_000, 500_000]);
  });
});

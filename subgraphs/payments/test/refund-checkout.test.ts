import { newId } from '@arena/subgraph-kit';
import { faultsOf, person, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import {
  addTournament,
  buySeat,
  give,
  movedFor,
  statusOf,
  stored,
  takeEventNames,
  takeEvents,
} from './orders.ts';
import { complete, hear } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';
import { boughtSeat, refund, refundKeys } from './refunds.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

describe('an administrator gives money back', () => {
  test('once, in full, with the commission; the ticket’s domain hears of it when it has gone', async () => {
    const { app, work } = opened;
    const { checkout } = await boughtSeat(opened, tournamentId);
    const asked = await refund(opened, checkout.id, ' The organiser asked for it ');
    expect(asked).toMatchObject({ status: 'REFUNDING', reason: 'The organiser asked for it' });
    expect(await takeEventNames(app)).toEqual([]);
    await Promise.all([refund(opened, checkout.id), work(), settleDueCheckouts(app)]);
    await work();
    const refunded = await stored(app, checkout);
    expect(refunded).toMatchObject({
      status: 'REFUNDED',
      reason: 'The organiser asked for it',
      lookAt: null,
    });
    expect(refunded.refundId).toMatch(/^re_/);
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
    expect(await refund(opened, checkout.id)).toMatchObject({ status: 'REFUNDED' });
    const [told, ...more] = await takeEvents(app);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      name: 'payments.refunded',
      payload: { checkoutId: checkout.id, reason: 'The organiser asked for it' },
    });
    expect(new Set(refundKeys(opened, checkout.id))).toEqual(new Set([`checkout:${checkout.id}:refund`]));
  });

  test('a donation goes back too', async () => {
    const { app, work } = opened;
    const gift = await give(opened, tournamentId);
    await complete(opened, gift);
    await refund(opened, gift.id);
    await work();
    expect(await statusOf(app, gift)).toBe('REFUNDED');
    expect(await movedFor(app, gift)).toEqual([1_000_000, -1_000_000]);
  });

  test('nobody else does, and nothing that was not paid goes back', async () => {
    const { app } = opened;
    const { checkout } = await boughtSeat(opened, tournamentId);
    const own = callerOf(person(checkout.buyerId));
    expect(await refusalOf(refund(opened, checkout.id, 'Mine', own))).toBe('FORBIDDEN SCOPE_MISSING');
    const anonymous = { ...callerOf(), userId: null, sessionId: null };
    expect(await refusalOf(refund(opened, checkout.id, 'Anybody’s', anonymous))).toBe('UNAUTHENTICATED');
    expect(await refusalOf(refund(opened, newId()))).toBe('NOT_FOUND');
    expect(await faultsOf(refund(opened, 'checkout'))).toEqual(['checkoutId']);
    expect(await faultsOf(refund(opened, checkout.id, ' '))).toEqual(['reason']);
    expect(await faultsOf(refund(opened, checkout.id, 'x'.repeat(501)))).toEqual(['reason']);
    expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
    const open = await buySeat(opened, tournamentId);
    expect(await refusalOf(refund(opened, open.id))).toBe('CONFLICT INVALID_STATE');
    const free = await buySeat(opened, await addTournament(opened, { priceMinor: 0 }));
    expect(await refusalOf(refund(opened, free.id))).toBe('CONFLICT INVALID_STATE');
  });

  test('what is disputed is not given back before that has ended', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat(opened, tournamentId);
    provider.setDispute(paymentId, 'OPEN');
    await hear(opened, { paymentId });
    expect(await refusalOf(refund(opened, checkout.id))).toBe('CONFLICT INVALID_STATE');
    provider.setDispute(paymentId, 'WON');
    await hear(opened, { paymentId });
    await refund(opened, checkout.id);
    await work();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });
});

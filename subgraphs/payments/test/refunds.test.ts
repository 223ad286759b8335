import { newId } from '@arena/subgraph-kit';
import { faultsOf, person, refusalOf } from '@arena/testing';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { takeNews } from '../src/domain/apply-news.ts';
import { checkLedger } from '../src/domain/ledger/check-ledger.ts';
import { refundCheckout } from '../src/domain/refund-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import {
  addTournament,
  buySeat,
  DAY_MS,
  give,
  movedFor,
  statusOf,
  stored,
  takeEventNames,
  takeEvents,
  tell,
  toldOf,
} from './orders.ts';
import { complete, hear, issue, pay } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

const administrator = callerOf(person(undefined, ['platform:admin']));

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

const refund = (id: string, reason = 'A mistake', caller = administrator) =>
  refundCheckout(opened.app, caller, { checkoutId: id, reason });

const refundKeys = (id: string) =>
  opened.provider.calls.flatMap(({ call, key }) => (call === 'refund' && key?.includes(id) ? [key] : []));

/** A seat that was bought, and how it was paid. */
async function boughtSeat() {
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  await takeEvents(opened.app);
  return { checkout, paymentId };
}

/** Goes on to when a checkout is looked at again. */
async function lookAgain() {
  opened.advance(opened.app.settings.lookAgainMs);
  await settleDueCheckouts(opened.app);
}

describe('an administrator gives money back', () => {
  test('once, in full, with the commission; the ticket’s domain hears of it when it has gone', async () => {
    const { app, work } = opened;
    const { checkout } = await boughtSeat();
    const asked = await refund(checkout.id, ' The organiser asked for it ');
    expect(asked).toMatchObject({ status: 'REFUNDING', reason: 'The organiser asked for it' });
    expect(await takeEventNames(app)).toEqual([]);
    await Promise.all([refund(checkout.id), work(), settleDueCheckouts(app)]);
    await work();
    const refunded = await stored(app, checkout);
    expect(refunded).toMatchObject({
      status: 'REFUNDED',
      reason: 'The organiser asked for it',
      lookAt: null,
    });
    expect(refunded.refundId).toMatch(/^re_/);
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
    expect(await refund(checkout.id)).toMatchObject({ status: 'REFUNDED' });
    const [told, ...more] = await takeEvents(app);
    expect(more).toEqual([]);
    expect(told).toMatchObject({
      name: 'payments.refunded',
      payload: { checkoutId: checkout.id, reason: 'The organiser asked for it' },
    });
    expect(new Set(refundKeys(checkout.id))).toEqual(new Set([`checkout:${checkout.id}:refund`]));
  });

  test('a donation goes back too', async () => {
    const { app, work } = opened;
    const gift = await give(opened, tournamentId);
    await complete(opened, gift);
    await refund(gift.id);
    await work();
    expect(await statusOf(app, gift)).toBe('REFUNDED');
    expect(await movedFor(app, gift)).toEqual([1_000_000, -1_000_000]);
  });

  test('nobody else does, and nothing that was not paid goes back', async () => {
    const { app } = opened;
    const { checkout } = await boughtSeat();
    const own = callerOf(person(checkout.buyerId));
    expect(await refusalOf(refund(checkout.id, 'Mine', own))).toBe('FORBIDDEN SCOPE_MISSING');
    const anonymous = { ...callerOf(), userId: null, sessionId: null };
    expect(await refusalOf(refund(checkout.id, 'Anybody’s', anonymous))).toBe('UNAUTHENTICATED');
    expect(await refusalOf(refund(newId()))).toBe('NOT_FOUND');
    expect(await faultsOf(refund('checkout'))).toEqual(['checkoutId']);
    expect(await faultsOf(refund(checkout.id, ' '))).toEqual(['reason']);
    expect(await faultsOf(refund(checkout.id, 'x'.repeat(501)))).toEqual(['reason']);
    expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
    const open = await buySeat(opened, tournamentId);
    expect(await refusalOf(refund(open.id))).toBe('CONFLICT INVALID_STATE');
    const free = await buySeat(opened, await addTournament(opened, { priceMinor: 0 }));
    expect(await refusalOf(refund(free.id))).toBe('CONFLICT INVALID_STATE');
  });

  test('what is disputed is not given back before that has ended', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat();
    provider.setDispute(paymentId, 'OPEN');
    await hear(opened, { paymentId });
    expect(await refusalOf(refund(checkout.id))).toBe('CONFLICT INVALID_STATE');
    provider.setDispute(paymentId, 'WON');
    await hear(opened, { paymentId });
    await refund(checkout.id);
    await work();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });
});

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
  expect(refundKeys(checkoutId)).toHaveLength(1);
});

test('what tickets never answers is told again, and in the end goes back', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  await lookAgain();
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.paid', 'payments.paid']);
  opened.advance(DAY_MS);
  await settleDueCheckouts(app);
  await opened.work();
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'NOT_ISSUED' });
});

describe('a refund', () => {
  test('that takes its time is waited for, and not asked for twice', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat();
    provider.refundsWill('PENDING');
    await refund(checkout.id);
    await work();
    await lookAgain();
    expect(await statusOf(app, checkout)).toBe('REFUNDING');
    expect(refundKeys(checkout.id)).toHaveLength(1);
    expect(await movedFor(app, checkout)).toEqual([2_000_000]);
    provider.setRefund(paymentId, 'SUCCEEDED');
    await hear(opened, { paymentId });
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('that fails raises an alarm, and is asked for again under another key until it succeeds', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout } = await boughtSeat();
    provider.refundsWill('FAILED');
    await refund(checkout.id);
    await work();
    await lookAgain();
    expect(await statusOf(app, checkout)).toBe('REFUNDING');
    expect(alarms).toEqual(Array.from({ length: 2 }, () => 'a refund has failed; it is asked for again'));
    expect(await movedFor(app, checkout)).toEqual([2_000_000]);
    provider.refundsWill('SUCCEEDED');
    await lookAgain();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
    const key = `checkout:${checkout.id}:refund`;
    expect(refundKeys(checkout.id)).toEqual([key, `${key}-2`, `${key}-3`]);
  });

  test('that was on its way and fails in the end raises an alarm each time', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout, paymentId } = await boughtSeat();
    provider.refundsWill('PENDING');
    await refund(checkout.id);
    await work();
    const failures = 3;
    for (let failure = 1; failure <= failures; failure += 1) {
      provider.setRefund(paymentId, 'FAILED');
      // by its webhook, which may be repeated, or by looking again
      for (let time = 1; time < failure; time += 1) await hear(opened, { paymentId });
      await lookAgain();
      expect(alarms).toEqual(
        Array.from({ length: failure }, () => 'a refund has failed; it is asked for again'),
      );
    }
    provider.setRefund(paymentId, 'SUCCEEDED');
    await lookAgain();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(alarms).toHaveLength(failures);
    expect(refundKeys(checkout.id)).toHaveLength(1 + failures);
  });

  test('that cannot be asked for now is asked for when the provider is back', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout } = await boughtSeat();
    provider.leave('findPayment');
    await refund(checkout.id);
    await work();
    expect(await statusOf(app, checkout)).toBe('REFUNDING');
    expect(alarms).toEqual([]);
    provider.leave();
    await lookAgain();
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('made at the provider by hand is taken over: a part is reversed, the whole ends the sale', async () => {
    const { app, provider } = opened;
    const { checkout, paymentId } = await boughtSeat();
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
    const { checkout, paymentId } = await boughtSeat();
    provider.giveBack(paymentId, 1);
    await hear(opened, { paymentId });
    await refund(checkout.id);
    await work();
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -1, -1_999_999]);
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('that the bank sends back days later raises an alarm, and is made again under another key', async () => {
    const { app, provider, work, alarms } = opened;
    const { checkout, paymentId } = await boughtSeat();
    await refund(checkout.id, 'A mistake');
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
    expect(refundKeys(checkout.id)).toEqual([key, `${key}-2`]);
  });

  test('made by hand that the bank sends back is made again', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat();
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
    const { checkout, paymentId } = await boughtSeat();
    provider.giveBack(paymentId, 500_000);
    await hear(opened, { paymentId });
    provider.setRefund(paymentId, 'FAILED');
    await hear(opened, { paymentId });
    expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -500_000, 500_000]);
  });

  test('is not taken back by what was asked about it before', async () => {
    const { app, provider, work } = opened;
    const { checkout, paymentId } = await boughtSeat();
    provider.refundsWill('FAILED');
    await refund(checkout.id);
    await work();
    const before = await provider.findPayment(paymentId);
    provider.refundsWill('SUCCEEDED');
    await lookAgain();
    await takeNews(app, checkout, { payment: before }, {});
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
    expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
  });
});

test('a ticket that is issued after its money went on its way back changes nothing of that', async () => {
  const { app, work } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  await refund(checkout.id);
  expect(await issue(opened, checkout)).toMatchObject({ status: 'REFUNDING' });
  await work();
  expect(await issue(opened, checkout)).toMatchObject({ status: 'REFUNDED', completedAt: null });
  const names = (await toldOf(app, checkout)).map(({ name }) => name);
  expect(names).toEqual(['payments.paid', 'payments.refunded']);
});

import { refusalOf } from '@arena/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { confirmCheckout } from '../src/domain/confirm-checkout.ts';
import { addTournament, buySeat, movedFor, sessionOf, stored, takeEventNames, takeEvents } from './orders.ts';
import { complete, hear, issue } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterEach(() => opened.provider.leave());
afterAll(() => opened[Symbol.asyncDispose]());

const confirm = (id: string, caller = callerOf()) => confirmCheckout(opened.app, caller, id);

test('a payment counts before its webhook has come, and once when it comes', async () => {
  const { app, provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  expect(await confirm(checkout.id, caller)).toEqual(checkout);
  const sessionId = sessionOf(checkout);
  provider.pay(sessionId);
  await takeEvents(app);
  expect(await confirm(checkout.id, caller)).toMatchObject({ status: 'PROCESSING' });
  await hear(opened, { sessionId });
  expect(await takeEventNames(app)).toEqual(['payments.paid']);
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
});

test('asking again never turns a sale that has succeeded into a failed one', async () => {
  const { provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  await complete(opened, checkout);
  for (const state of [{ status: 'EXPIRED' }, { status: 'FAILED', reason: 'card_declined' }] as const) {
    provider.setState(sessionOf(checkout), state);
    expect(await confirm(checkout.id, caller)).toMatchObject({ status: 'SUCCEEDED' });
  }
});

test('a refund or dispute of which nothing was heard is learnt of', async () => {
  const { provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  const paymentId = await complete(opened, checkout);
  provider.setDispute(paymentId, 'OPEN');
  expect(await confirm(checkout.id, caller)).toMatchObject({ status: 'DISPUTED' });
  provider.setDispute(paymentId, 'WON');
  expect(await confirm(checkout.id, caller)).toMatchObject({ status: 'SUCCEEDED' });
});

test('anyone confirming anyone’s session: another’s checkout is not there, and nothing is asked or written', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  provider.pay(sessionOf(checkout));
  const calls = provider.calls.length;
  expect(await refusalOf(confirm(checkout.id))).toBe('NOT_FOUND');
  expect(provider.calls).toHaveLength(calls);
  expect(await stored(app, checkout)).toEqual(checkout);
});

test('a provider that is away is told of', async () => {
  const { provider } = opened;
  const caller = callerOf();
  const { id } = await buySeat(opened, tournamentId, caller);
  provider.leave('findSession');
  expect(await refusalOf(confirm(id, caller))).toBe('PAYMENT_FAILED PROVIDER_UNAVAILABLE');
});

test('a free seat has nothing to be asked about', async () => {
  const { provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, await addTournament(opened, { priceMinor: 0 }), caller);
  await issue(opened, checkout);
  const calls = provider.calls.length;
  expect(await confirm(checkout.id, caller)).toEqual(checkout);
  expect(provider.calls).toHaveLength(calls);
});

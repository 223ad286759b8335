import { person } from '@arena/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { cancelCheckout } from '../src/domain/cancel-checkout.ts';
import { refundCheckout } from '../src/domain/refund-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { addTournament, buySeat, DAY_MS, MINUTE_MS, sessionOf, stored, tell, toldOf } from './orders.ts';
import { complete, pay } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterEach(() => {
  opened.app.provider.name = 'sandbox';
  opened.alarms.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Has the platform take its payments through another provider, or another account of it, that knows no older session. */
const CHANGES: Record<'provider' | 'account', (sessionId: string) => void> = {
  provider: () => (opened.app.provider.name = 'stripe'),
  account: (sessionId) => void opened.provider.sessions.delete(sessionId),
};
const changes = ['provider', 'account'] as const;

test.each(changes)('an open checkout lapses though its session went with another %s', async (change) => {
  const { app, advance } = opened;
  const checkout = await buySeat(opened, tournamentId);
  CHANGES[change](sessionOf(checkout));
  for (let minutes = 0; minutes < 40; minutes += 5) {
    advance(5 * MINUTE_MS);
    await settleDueCheckouts(app);
  }
  expect(await stored(app, checkout)).toMatchObject({ status: 'EXPIRED', lookAt: null });
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.expired']);
});

test.each(changes)('it can be called off though its session went with another %s', async (change) => {
  const { app } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  CHANGES[change](sessionOf(checkout));
  expect(await cancelCheckout(app, caller, checkout.id)).toMatchObject({ status: 'CANCELED' });
  expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
});

test.each(changes)('it is not in the way of another purchase when its time is over: %s', async (change) => {
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  CHANGES[change](sessionOf(checkout));
  opened.advance(31 * MINUTE_MS);
  expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
});

test('money that is with a former provider raises an alarm each day, and moves once that is back', async () => {
  const { app, alarms, advance, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await complete(opened, checkout);
  CHANGES.provider(sessionOf(checkout));
  provider.calls.splice(0);
  const administrator = callerOf(person(undefined, ['platform:admin']));
  await refundCheckout(app, administrator, { checkoutId: checkout.id, reason: 'A mistake' });
  for (let minutes = 0; minutes < 60; minutes += 5) {
    await settleDueCheckouts(app);
    advance(5 * MINUTE_MS);
  }
  expect(alarms).toEqual(['a payment waits for a provider that is not in use']);
  expect(provider.calls.map(({ call }) => call)).not.toContain('findPayment');
  advance(DAY_MS);
  await settleDueCheckouts(app);
  expect(alarms).toHaveLength(2);
  app.provider.name = 'sandbox';
  advance(DAY_MS);
  await settleDueCheckouts(app);
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED' });
});

test('a paid seat still waits for its ticket', async () => {
  const { app, advance } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  CHANGES.provider(sessionOf(checkout));
  advance(5 * MINUTE_MS);
  await settleDueCheckouts(app);
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.paid', 'payments.paid']);
  await tell(app, {
    name: 'tickets.unavailable',
    payload: { checkoutId: checkout.id, reason: 'SOLD_OUT' },
  });
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDING' });
});

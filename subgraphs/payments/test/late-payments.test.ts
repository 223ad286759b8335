import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CheckoutRow } from '../src/db/schema.ts';
import { cancelCheckout } from '../src/domain/cancel-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import {
  addTournament,
  buySeat,
  give,
  MINUTE_MS,
  movedFor,
  sessionOf,
  statusOf,
  stored,
  tell,
  toldOf,
} from './orders.ts';
import { hear, issue } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
const caller = callerOf();
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** How a checkout may have ended before its payment is heard of. */
const ENDS: Record<string, (checkout: CheckoutRow) => Promise<unknown>> = {
  EXPIRED: async () => {
    opened.advance(32 * MINUTE_MS);
    await settleDueCheckouts(opened.app);
  },
  CANCELED: ({ id }) => cancelCheckout(opened.app, caller, id),
  FAILED: async (checkout) => {
    opened.provider.setState(sessionOf(checkout), { status: 'FAILED', reason: 'insufficient_funds' });
    await hear(opened, { sessionId: sessionOf(checkout) });
  },
};

async function paidLate(status: string, buy: () => Promise<CheckoutRow>): Promise<CheckoutRow> {
  const checkout = await buy();
  await ENDS[status]?.(checkout);
  expect(await statusOf(opened.app, checkout)).toBe(status);
  opened.provider.pay(sessionOf(checkout));
  for (let time = 0; time < 3; time += 1) await hear(opened, { sessionId: sessionOf(checkout) });
  return stored(opened.app, checkout);
}

describe.each(Object.keys(ENDS))('a payment that is heard of when its checkout is %s', (status) => {
  test('still buys the seat, if there is one', async () => {
    const checkout = await paidLate(status, () => buySeat(opened, tournamentId, caller));
    expect(checkout).toMatchObject({ status: 'PROCESSING', reason: null });
    expect(await issue(opened, checkout, newId())).toMatchObject({ status: 'SUCCEEDED' });
    expect(await movedFor(opened.app, checkout)).toEqual([2_000_000]);
  });

  test('goes back in full, if there is none', async () => {
    const checkout = await paidLate(status, () => buySeat(opened, tournamentId, caller));
    const payload = { checkoutId: checkout.id, reason: 'SOLD_OUT' };
    await tell(opened.app, { name: 'tickets.unavailable', payload });
    await opened.work();
    expect(await stored(opened.app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'SOLD_OUT' });
    expect(await movedFor(opened.app, checkout)).toEqual([2_000_000, -2_000_000]);
  });

  test('of a donation is welcome', async () => {
    const checkout = await paidLate(status, () => give(opened, tournamentId, caller));
    expect(checkout).toMatchObject({ status: 'SUCCEEDED' });
  });
});

test('a payment that takes days to be cleared keeps its checkout', async () => {
  const { app, provider, advance } = opened;
  const checkout = await buySeat(opened, tournamentId, caller);
  provider.setState(sessionOf(checkout), { status: 'PROCESSING', paymentId: 'pi_slow' });
  await hear(opened, { sessionId: sessionOf(checkout) });
  for (let day = 0; day < 3; day += 1) {
    advance(24 * 60 * MINUTE_MS);
    await settleDueCheckouts(app);
  }
  expect(await statusOf(app, checkout)).toBe('PROCESSING');
  provider.setState(sessionOf(checkout), { status: 'PAID', paymentId: 'pi_slow' });
  await hear(opened, { sessionId: sessionOf(checkout) });
  expect(await issue(opened, checkout)).toMatchObject({ status: 'SUCCEEDED' });
  const names = (await toldOf(app, checkout)).map(({ name }) => name);
  expect(names).toEqual(['payments.processing', 'payments.paid', 'payments.succeeded']);
});

test('one that is refused in the end has failed, and why is told', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId, caller);
  const sessionId = sessionOf(checkout);
  provider.setState(sessionId, { status: 'PROCESSING', paymentId: 'pi_refused' });
  await hear(opened, { sessionId });
  provider.setState(sessionId, { status: 'FAILED', reason: 'insufficient_funds' });
  await hear(opened, { sessionId });
  expect(await stored(app, checkout)).toMatchObject({
    status: 'FAILED',
    reason: 'insufficient_funds',
    lookAt: null,
  });
  expect((await toldOf(app, checkout)).at(-1)).toMatchObject({
    name: 'payments.failed',
    payload: { reason: 'insufficient_funds' },
  });
});

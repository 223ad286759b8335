import { person } from '@arena/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { refundCheckout } from '../src/domain/refund-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { ProviderFaulty, ProviderRefused } from '../src/providers/errors.ts';
import { addTournament, give, movedFor, sessionOf, statusOf, tell } from './orders.ts';
import { hear, pay } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

const administrator = callerOf(person(undefined, ['platform:admin']));

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterEach(() => {
  opened.provider.refuseRefunds();
  opened.provider.meanwhile(undefined);
});
afterAll(() => opened[Symbol.asyncDispose]());

const refundKeys = () =>
  opened.provider.calls.flatMap(({ call, key }) => (call === 'refund' && key ? [key] : []));

/** A donation that was paid and is to go back. */
async function due() {
  const gift = await give(opened, tournamentId);
  const paymentId = await pay(opened, gift);
  await refundCheckout(opened.app, administrator, { checkoutId: gift.id, reason: 'A mistake' });
  return { gift, paymentId };
}

/** Goes on to when a checkout is looked at again. */
async function lookAgain() {
  opened.advance(opened.app.settings.lookAgainMs);
  await settleDueCheckouts(opened.app);
}

const ANSWERS: [string, Error][] = [
  ['refuses', new ProviderRefused('charge_disputed')],
  ['meets with a fault', new ProviderFaulty('500')],
];

test.each(ANSWERS)(
  'a refund that the provider %s is asked for under another key the next time',
  async (_what, answer) => {
    const { app, provider, work } = opened;
    const { gift, paymentId } = await due();
    const key = `checkout:${gift.id}:refund`;
    provider.calls.splice(0);
    provider.refuseRefunds(answer);
    await work();
    expect(await statusOf(app, gift)).toBe('REFUNDING');
    provider.refuseRefunds();
    await lookAgain();
    expect(await statusOf(app, gift)).toBe('REFUNDED');
    expect(refundKeys()).toEqual([key, `${key}-2`]);
    expect(provider.payments.get(paymentId)?.refunds).toHaveLength(1);
  },
);

test('a refund that was made though its answer was a fault is found, and no other is asked for', async () => {
  const { app, provider, work } = opened;
  const { gift, paymentId } = await due();
  provider.calls.splice(0);
  provider.meanwhile(async (call) => {
    if (call !== 'refund') return;
    provider.giveBack(paymentId, gift.amountMinor);
    throw new ProviderFaulty('500');
  });
  await work();
  provider.meanwhile(undefined);
  await lookAgain();
  expect(await statusOf(app, gift)).toBe('REFUNDED');
  expect(await movedFor(app, gift)).toEqual([gift.amountMinor, -gift.amountMinor]);
  expect(refundKeys()).toHaveLength(1);
});

test('a refund whose answer was lost is asked for again under the same key', async () => {
  const { app, provider, work } = opened;
  const { gift } = await due();
  provider.calls.splice(0);
  provider.leave('refund');
  await work();
  provider.leave();
  await lookAgain();
  expect(await statusOf(app, gift)).toBe('REFUNDED');
  const key = `checkout:${gift.id}:refund`;
  expect(refundKeys()).toEqual([key, key]);
});

test('one refund at which the provider meets with a fault keeps none of the others waiting', async () => {
  const { app, provider, work } = opened;
  const called = await addTournament(opened);
  const gifts = [];
  for (let count = 0; count < 20; count += 1) gifts.push(await give(opened, called));
  for (const gift of gifts) provider.pay(sessionOf(gift));
  for (const gift of gifts) await hear(opened, { sessionId: sessionOf(gift) });
  let faults = 0;
  provider.meanwhile(async (call) => {
    if (call === 'refund' && (faults += 1) === 1) throw new ProviderFaulty('500');
  });
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId: called } });
  await work();
  const statuses = await Promise.all(gifts.map((gift) => statusOf(app, gift)));
  expect(statuses.filter((status) => status === 'REFUNDED')).toHaveLength(19);
});

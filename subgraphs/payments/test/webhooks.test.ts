import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { providerEvents } from '../src/db/schema.ts';
import { ProviderUnavailable } from '../src/providers/errors.ts';
import {
  addTournament,
  buySeat,
  movedFor,
  sessionOf,
  statusOf,
  stored,
  takeEventNames,
  takeEvents,
} from './orders.ts';
import { hear, issue, pay } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
  await takeEvents(opened.app);
});
afterAll(() => opened[Symbol.asyncDispose]());

test('a paid seat waits for its ticket, and succeeds with it', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await pay(opened, checkout);
  expect(await stored(app, checkout)).toMatchObject({ status: 'PROCESSING', paymentId, completedAt: null });
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  const [paid, ...more] = await takeEvents(app);
  expect(more).toEqual([]);
  expect(paid).toEqual({
    name: 'payments.paid',
    payload: {
      checkoutId: checkout.id,
      buyerId: checkout.buyerId,
      type: 'PARTICIPANT_SALE',
      tournamentId,
      matchId: null,
      ticketId: checkout.ticketId,
      amountMinor: 2_000_000,
      currency: 'COP',
    },
  });
  const ticketId = newId();
  for (let delivery = 0; delivery < 3; delivery += 1) await issue(opened, checkout, ticketId);
  const succeeded = await stored(app, checkout);
  expect(succeeded).toMatchObject({ status: 'SUCCEEDED', ticketId, lookAt: null });
  expect(succeeded.completedAt).not.toBeNull();
  expect(await takeEventNames(app)).toEqual(['payments.succeeded']);
});

test('a webhook that comes many times at once counts once', async () => {
  const { app, provider, db } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const sessionId = sessionOf(checkout);
  provider.pay(sessionId);
  const id = newId();
  await Promise.all(Array.from({ length: 8 }, () => hear(opened, { sessionId }, id)));
  await hear(opened, { sessionId }, id);
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  expect(await takeEventNames(app)).toEqual(['payments.paid']);
  const remembered = (await db.select().from(providerEvents)).filter((one) => one.id === id);
  expect(remembered).toHaveLength(1);
});

test('different webhooks of one payment at once record it once', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const sessionId = sessionOf(checkout);
  const paymentId = provider.pay(sessionId);
  const heard = Array.from({ length: 4 }, () => [hear(opened, { sessionId }), hear(opened, { paymentId })]);
  await Promise.all(heard.flat());
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  expect(await takeEventNames(app)).toEqual(['payments.paid']);
});

test('what a webhook says of itself is not relied on: one of a session that is open changes nothing', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await hear(opened, { sessionId: sessionOf(checkout) });
  expect(await stored(app, checkout)).toEqual(checkout);
});

test('one that cannot be looked into now is not remembered, so that it counts when it comes again', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const sessionId = sessionOf(checkout);
  provider.pay(sessionId);
  const id = newId();
  provider.leave('findSession');
  await expect(hear(opened, { sessionId }, id)).rejects.toThrow(ProviderUnavailable);
  provider.leave();
  expect(await statusOf(app, checkout)).toBe('PENDING');
  await hear(opened, { sessionId }, id);
  expect(await statusOf(app, checkout)).toBe('PROCESSING');
  await takeEvents(app);
});

test('the news of a refund that overtakes those of the payment brings both', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const sessionId = sessionOf(checkout);
  const paymentId = provider.pay(sessionId);
  provider.giveBack(paymentId, 2_000_000);
  await hear(opened, { paymentId });
  await hear(opened, { sessionId });
  expect(await statusOf(app, checkout)).toBe('REFUNDED');
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
  // no ticket is asked for what is not paid any more
  expect(await takeEventNames(app)).toEqual(['payments.refunded']);
});

test('a session of another platform that shares the provider’s account is none of ours', async () => {
  const { app, provider } = opened;
  const foreign = await provider.openSession(
    {
      checkoutId: newId(),
      description: 'Something else',
      amountMinor: 1,
      currency: 'COP',
      successUrl: 'https://other.example',
      cancelUrl: 'https://other.example',
      expiresAt: new Date(app.now().getTime() + 3_600_000),
    },
    newId(),
  );
  const paymentId = provider.pay(foreign.id);
  await hear(opened, { sessionId: foreign.id });
  await hear(opened, { paymentId });
  expect(await takeEvents(app)).toEqual([]);
});

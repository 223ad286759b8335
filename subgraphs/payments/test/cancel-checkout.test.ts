import { refusalOf } from '@arena/testing';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buyParticipantTicket } from '../src/domain/buy-participant-ticket.ts';
import { cancelCheckout } from '../src/domain/cancel-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import {
  addTournament,
  buySeat,
  give,
  movedFor,
  seatInput,
  sessionOf,
  statusOf,
  stored,
  takeEventNames,
  takeEvents,
} from './orders.ts';
import { complete, hear, issue } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
  await takeEvents(opened.app);
});
afterEach(() => {
  opened.provider.leave();
  opened.provider.meanwhile(undefined);
});
afterAll(() => opened[Symbol.asyncDispose]());

const cancel = (id: string, caller: ReturnType<typeof callerOf>) => cancelCheckout(opened.app, caller, id);

test('the session is closed, the seat is free again, and that is told', async () => {
  const { app, domains, provider } = opened;
  const caller = callerOf();
  const { id, sessionId } = await buySeat(opened, tournamentId, caller);
  const canceled = await cancel(id, caller);
  expect(canceled).toMatchObject({ status: 'CANCELED', lookAt: null });
  expect(provider.sessions.get(sessionId ?? '')?.state).toEqual({ status: 'EXPIRED' });
  expect(domains.held.has(id)).toBe(false);
  expect(await cancel(id, caller)).toEqual(canceled);
  expect(await takeEventNames(app)).toEqual(['payments.expired']);
});

test('one that was paid a moment ago stands', async () => {
  const { app, provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  provider.pay(sessionOf(checkout));
  expect(await cancel(checkout.id, caller)).toMatchObject({
    status: 'PROCESSING',
    closeDueAt: null,
    reason: null,
  });
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  expect(await takeEventNames(app)).toEqual(['payments.paid']);
  expect(await issue(opened, checkout)).toMatchObject({ status: 'SUCCEEDED' });
});

test('one that is paid while it is being called off stands too', async () => {
  const { app, provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  provider.meanwhile(async (call) => {
    if (call === 'expireSession') provider.pay(sessionOf(checkout));
  });
  expect(await cancel(checkout.id, caller)).toMatchObject({ status: 'PROCESSING' });
  expect(await takeEventNames(app)).toContain('payments.paid');
});

test('one whose payment is being cleared goes on', async () => {
  const { provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  provider.setState(sessionOf(checkout), { status: 'PROCESSING', paymentId: 'pi_slow' });
  expect(await cancel(checkout.id, caller)).toMatchObject({ status: 'PROCESSING' });
  expect(await cancel(checkout.id, caller)).toMatchObject({ status: 'PROCESSING' });
});

test('one that has ended stays as it is', async () => {
  const caller = callerOf();
  const gift = await give(opened, tournamentId, caller);
  await complete(opened, gift);
  expect(await cancel(gift.id, caller)).toMatchObject({ status: 'SUCCEEDED' });
});

test('its webhook coming first changes nothing: it was called off, not lapsed', async () => {
  const { app, provider } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  const sessionId = sessionOf(checkout);
  provider.meanwhile(async (call) => {
    if (call !== 'expireSession') return;
    provider.setState(sessionId, { status: 'EXPIRED' });
    await hear(opened, { sessionId });
  });
  expect(await cancel(checkout.id, caller)).toMatchObject({ status: 'CANCELED' });
  expect(await statusOf(app, checkout)).toBe('CANCELED');
  await takeEvents(app);
});

test('while the provider is away it is noted, and done as soon as the provider is back', async () => {
  const { app, provider, advance } = opened;
  const caller = callerOf();
  const checkout = await buySeat(opened, tournamentId, caller);
  provider.leave('expireSession');
  expect(await refusalOf(cancel(checkout.id, caller))).toBe('PAYMENT_FAILED PROVIDER_UNAVAILABLE');
  expect(await statusOf(app, checkout)).toBe('PENDING');
  provider.leave();
  advance(app.settings.lookAgainMs);
  await settleDueCheckouts(app);
  expect(await statusOf(app, checkout)).toBe('CANCELED');
});

test('called off while its seat is being held, it gets neither seat nor session', async () => {
  const { app, domains, provider } = opened;
  const caller = callerOf();
  let id = '';
  provider.meanwhile(async (call) => {
    if (call !== 'openSession' || id !== '') return;
    id = [...domains.held.keys()].at(-1) ?? '';
    expect(await cancel(id, caller)).toMatchObject({ status: 'CANCELED' });
  });
  const bought = await buyParticipantTicket(app, caller, seatInput(tournamentId));
  expect(bought).toMatchObject({ id, status: 'CANCELED', sessionId: null });
  expect(domains.held.has(id)).toBe(false);
  const opens = [...provider.sessions.values()].filter(({ checkoutId }) => checkoutId === id);
  expect(opens.map(({ state }) => state.status)).toEqual(['EXPIRED']);
});

test('another’s checkout is not there, and stays as it is', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  expect(await refusalOf(cancel(checkout.id, callerOf()))).toBe('NOT_FOUND');
  expect(await refusalOf(cancel('checkout', callerOf()))).toBe('BAD_USER_INPUT');
  const anonymous = { ...callerOf(), userId: null, sessionId: null };
  expect(await refusalOf(cancel(checkout.id, anonymous))).toBe('UNAUTHENTICATED');
  expect(await stored(app, checkout)).toEqual(checkout);
});

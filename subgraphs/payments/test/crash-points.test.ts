import { newId } from '@arena/subgraph-kit';
import { refusalOf } from '@arena/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buyParticipantTicket } from '../src/domain/buy-participant-ticket.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { findByIdempotencyKey } from '../src/db/checkout-store.ts';
import {
  addTournament,
  buySeat,
  MINUTE_MS,
  movedFor,
  seatInput,
  sessionOf,
  statusOf,
  stored,
  tell,
  toldOf,
} from './orders.ts';
import { complete, hear, issue } from './paid-checkouts.ts';
import { callerOf, Crash, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  tournamentId = await addTournament(opened);
});
afterEach(() => {
  opened.crashAt();
  opened.domains.silence();
});
afterAll(() => opened[Symbol.asyncDispose]());

const sessionsOf = (id: string) =>
  [...opened.provider.sessions.values()].filter(({ checkoutId }) => checkoutId === id);

/** A buyer whose call dies on the way, and who may call again with the same key. */
async function interruptedBuyer(point: string) {
  const caller = callerOf();
  const input = seatInput(tournamentId);
  const buy = () => buyParticipantTicket(opened.app, caller, input);
  opened.crashAt(point);
  await expect(buy()).rejects.toThrow(Crash);
  opened.crashAt();
  const left = await findByIdempotencyKey(opened.app.db, caller.userId ?? '', input.idempotencyKey);
  if (!left) throw new Error('Nothing is left of the checkout');
  expect(left).toMatchObject({ status: 'PENDING', sessionId: null });
  return { buy, caller, id: left.id };
}

describe.each(['after-reserve', 'after-session'])('a process that dies %s', (point) => {
  test('leaves a checkout that the buyer goes on with at once, in the same session', async () => {
    const { buy, id } = await interruptedBuyer(point);
    const checkout = await buy();
    expect(checkout).toMatchObject({ id, status: 'PENDING' });
    expect(sessionsOf(id).map((session) => session.id)).toEqual([checkout.sessionId]);
    expect(opened.domains.held.get(id)).toBe(checkout.ticketId);
  });

  test('leaves one that is gone on with later, with time enough to pay and its seat held for longer', async () => {
    const { buy, id } = await interruptedBuyer(point);
    opened.advance(2 * MINUTE_MS);
    const checkout = await buy();
    expect(checkout).toMatchObject({ id, status: 'PENDING' });
    const leftMs = checkout.expiresAt.getTime() - opened.app.now().getTime();
    expect(leftMs).toBeGreaterThan(30 * MINUTE_MS);
    const heldUntil = checkout.createdAt.getTime() + 35 * MINUTE_MS;
    expect(checkout.expiresAt.getTime()).toBeLessThan(heldUntil);
    expect(sessionsOf(id).find((session) => session.id === checkout.sessionId)?.url).toBe(
      checkout.paymentUrl,
    );
  });

  test('leaves one that fails if nobody goes on with it, and its seat is free again', async () => {
    const { app } = opened;
    const { buy, id, caller } = await interruptedBuyer(point);
    opened.advance(app.settings.lookAgainMs);
    await settleDueCheckouts(app);
    expect(await stored(app, { id })).toMatchObject({ status: 'FAILED', reason: 'ABANDONED' });
    expect((await toldOf(app, { id })).map(({ name }) => name)).toEqual(['payments.failed']);
    expect(await buy()).toMatchObject({ id, status: 'FAILED' });
    expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
  });

  test('too long ago, leaves one that the buyer finds failed', async () => {
    const { buy, id } = await interruptedBuyer(point);
    opened.advance(4 * MINUTE_MS);
    expect(await buy()).toMatchObject({ id, status: 'FAILED', reason: 'ABANDONED' });
  });

  test('leaves one whose calls at once, when it is gone on with, agree on a session', async () => {
    const { buy, id } = await interruptedBuyer(point);
    const bought = await Promise.all(Array.from({ length: 5 }, buy));
    expect(new Set(bought.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(sessionsOf(id)).toHaveLength(1);
  });

  test('leaves one that its tournament’s end closes', async () => {
    const { id } = await interruptedBuyer(point);
    await tell(opened.app, { name: 'tournaments.canceled', payload: { tournamentId } });
    await opened.work();
    expect(await statusOf(opened.app, { id })).toBe('EXPIRED');
  });
});

test('a process that dies after it has got a free seat leaves one that the news of its ticket complete', async () => {
  const free = await addTournament(opened, { priceMinor: 0 });
  opened.crashAt('after-reserve');
  const caller = callerOf();
  const input = seatInput(free);
  await expect(buyParticipantTicket(opened.app, caller, input)).rejects.toThrow(Crash);
  opened.crashAt();
  const left = await findByIdempotencyKey(opened.app.db, caller.userId ?? '', input.idempotencyKey);
  if (!left) throw new Error('Nothing is left of the checkout');
  const ticketId = opened.domains.held.get(left.id) ?? '';
  expect(await issue(opened, left, ticketId)).toMatchObject({ status: 'SUCCEEDED', ticketId });
  expect(await buyParticipantTicket(opened.app, caller, input)).toMatchObject({
    status: 'SUCCEEDED',
    ticketId,
  });
  expect((await toldOf(opened.app, left)).map(({ name }) => name)).toEqual(['payments.succeeded']);
});

test('tickets that do not answer leave a checkout that the same key goes on with', async () => {
  const caller = callerOf();
  const input = seatInput(tournamentId);
  opened.domains.silence('tickets.reserve');
  const unanswered = buyParticipantTicket(opened.app, caller, input);
  expect(await refusalOf(unanswered)).toBe('SUBGRAPH_UNAVAILABLE');
  expect(await refusalOf(buySeat(opened, tournamentId, caller))).toBe('CONFLICT CHECKOUT_OPEN');
  opened.domains.silence();
  expect(await buyParticipantTicket(opened.app, caller, input)).toMatchObject({ status: 'PENDING' });
});

test('a process that dies before it answers a webhook counts it once when it comes again', async () => {
  const { app, provider } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const sessionId = sessionOf(checkout);
  provider.pay(sessionId);
  const webhookId = newId();
  opened.crashAt('after-webhook-commit');
  await expect(hear(opened, { sessionId }, webhookId)).rejects.toThrow(Crash);
  opened.crashAt();
  await hear(opened, { sessionId }, webhookId);
  expect(await statusOf(app, checkout)).toBe('PROCESSING');
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual(['payments.paid']);
});

test('a process that dies after it has asked for a refund has it made once', async () => {
  const { app, provider, work, alarms } = opened;
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  opened.crashAt('after-refund-asked');
  await work();
  expect(alarms.splice(0)).toEqual(['a checkout is not settled']);
  opened.crashAt();
  expect(await statusOf(app, checkout)).toBe('REFUNDING');
  opened.advance(app.settings.lookAgainMs);
  await settleDueCheckouts(app);
  expect(await statusOf(app, checkout)).toBe('REFUNDED');
  expect(provider.payments.get(paymentId)?.refunds).toHaveLength(1);
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
});

describe('a session that a crash left behind and that is paid after all', () => {
  test('is that of its checkout, given up by then: what is paid is issued or goes back', async () => {
    const { app, provider } = opened;
    const { id } = await interruptedBuyer('after-session');
    opened.advance(10 * MINUTE_MS);
    await settleDueCheckouts(app);
    expect(await statusOf(app, { id })).toBe('FAILED');
    const [left] = sessionsOf(id);
    const sessionId = left?.id ?? '';
    const paymentId = provider.pay(sessionId);
    await hear(opened, { sessionId });
    expect(await stored(app, { id })).toMatchObject({ status: 'PROCESSING', sessionId, paymentId });
    await tell(app, { name: 'tickets.unavailable', payload: { checkoutId: id, reason: 'SOLD_OUT' } });
    await opened.work();
    expect(await statusOf(app, { id })).toBe('REFUNDED');
    expect(await movedFor(app, { id })).toEqual([2_000_000, -2_000_000]);
  });

  test('is paid back once if another has replaced it, and raises an alarm', async () => {
    const { app, provider, alarms } = opened;
    const { buy, id } = await interruptedBuyer('after-session');
    opened.advance(MINUTE_MS);
    const checkout = await buy();
    const stray = sessionsOf(id).find((session) => session.id !== checkout.sessionId)?.id ?? '';
    alarms.splice(0);
    const paymentId = provider.pay(stray);
    await hear(opened, { sessionId: stray });
    await hear(opened, { sessionId: stray });
    await hear(opened, { paymentId });
    expect(new Set(alarms)).toEqual(new Set(['a session that was replaced has been paid; it is paid back']));
    expect(provider.payments.get(paymentId)?.refunds).toMatchObject([{ amountMinor: 2_000_000 }]);
    expect(await statusOf(app, { id })).toBe('PENDING');
    expect(await movedFor(app, { id })).toEqual([]);
  });
});

import type { DomainError } from '@arena/subgraph-kit';
import { refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelCheckout } from '../src/domain/cancel-checkout.ts';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import {
  addMatch,
  addTournament,
  buySeat,
  buyView,
  give,
  HOUR_MS,
  MINUTE_MS,
  statusOf,
  tell,
} from './orders.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const detailsOf = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: unknown) => (error as DomainError).extensions,
  );

test('one checkout is open per person and tournament; the refusal names it', async () => {
  const tournamentId = await addTournament(opened);
  const caller = callerOf();
  const { id: checkoutId } = await buySeat(opened, tournamentId, caller);
  const details = await detailsOf(buySeat(opened, tournamentId, caller));
  expect(details).toEqual({ code: 'CONFLICT', reason: 'CHECKOUT_OPEN', checkoutId });
  const viewing = buyView(opened, addMatch(opened, tournamentId), caller);
  expect(await refusalOf(viewing)).toBe('CONFLICT CHECKOUT_OPEN');
  expect(await buySeat(opened, tournamentId)).toMatchObject({ status: 'PENDING' });
  await cancelCheckout(opened.app, caller, checkoutId);
  expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
});

test('three are open in all, and three donations besides', async () => {
  const caller = callerOf();
  const tournaments = await Promise.all(Array.from({ length: 4 }, () => addTournament(opened)));
  const [first = '', second = '', third = '', fourth = ''] = tournaments;
  const oldest = await buySeat(opened, first, caller);
  await buySeat(opened, second, caller);
  await buyView(opened, addMatch(opened, third), caller);
  const gift = await give(opened, first, caller);
  for (let count = 0; count < 2; count += 1) await give(opened, fourth, caller);
  const details = await detailsOf(buySeat(opened, fourth, caller));
  const refused = { code: 'CONFLICT', reason: 'CHECKOUT_OPEN' };
  expect(details).toEqual({ ...refused, checkoutId: oldest.id });
  expect(await detailsOf(give(opened, fourth, caller))).toEqual({ ...refused, checkoutId: gift.id });
  await cancelCheckout(opened.app, caller, gift.id);
  expect(await give(opened, fourth, caller)).toMatchObject({ status: 'PENDING' });
});

test('donations whose time is over stand in nobody’s way', async () => {
  const caller = callerOf();
  const tournamentId = await addTournament(opened);
  for (let count = 0; count < 3; count += 1) await give(opened, tournamentId, caller);
  opened.advance(32 * MINUTE_MS);
  expect(await give(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
});

test('the limits hold among calls at once', async () => {
  const tournamentId = await addTournament(opened);
  const caller = callerOf();
  const ofOne = Array.from({ length: 8 }, () => buySeat(opened, tournamentId, caller));
  expect(await tally(ofOne)).toEqual({ done: 1, 'CONFLICT CHECKOUT_OPEN': 7 });
  const tournaments = await Promise.all(Array.from({ length: 8 }, () => addTournament(opened)));
  const another = callerOf();
  const ofMany = tournaments.map((id) => buySeat(opened, id, another));
  expect(await tally(ofMany)).toEqual({ done: 3, 'CONFLICT CHECKOUT_OPEN': 5 });
  const gifts = Array.from({ length: 8 }, () => give(opened, tournamentId, another));
  expect(await tally(gifts)).toEqual({ done: 3, 'CONFLICT CHECKOUT_OPEN': 5 });
});

/** Has a buyer’s checkout of a new tournament lapse. */
async function lapse(caller = callerOf()) {
  const checkout = await buySeat(opened, await addTournament(opened), caller);
  opened.advance(32 * MINUTE_MS);
  await settleDueCheckouts(opened.app);
  expect(await statusOf(opened.app, checkout)).toBe('EXPIRED');
}

test('after three that lapsed within a day none is opened for an hour', async () => {
  const caller = callerOf();
  for (let count = 0; count < 3; count += 1) await lapse(caller);
  const tournamentId = await addTournament(opened);
  const details = await detailsOf(buySeat(opened, tournamentId, caller));
  expect(details).toMatchObject({ code: 'CONFLICT', reason: 'TOO_MANY_LAPSED' });
  expect(details?.retryAfterMs).toBeGreaterThan(57 * MINUTE_MS);
  expect(details?.retryAfterMs).toBeLessThan(60 * MINUTE_MS);
  expect(await give(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
  expect(await buySeat(opened, tournamentId)).toMatchObject({ status: 'PENDING' });
  opened.advance(HOUR_MS);
  await lapse(caller);
  expect(await refusalOf(buySeat(opened, tournamentId, caller))).toBe('CONFLICT TOO_MANY_LAPSED');
  opened.advance(25 * HOUR_MS);
  expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
});

test('calling off in the last moment does not hold seats longer than letting them lapse', async () => {
  const caller = callerOf();
  const tournamentId = await addTournament(opened);
  const ends: Record<string, (checkout: { id: string; ticketId: string | null }) => Promise<unknown>> = {
    'in time': ({ id }) => cancelCheckout(opened.app, caller, id),
    late: async ({ id }) => {
      opened.advance(MINUTE_MS);
      await cancelCheckout(opened.app, caller, id);
    },
    'by losing the hold': async ({ id: checkoutId, ticketId }) => {
      const ticket = { ticketId: ticketId ?? '', type: 'PARTICIPANT', tournamentId, matchId: null } as const;
      await tell(opened.app, { name: 'tickets.released', payload: { ...ticket, checkoutId } });
      await opened.work();
    },
  };
  for (const end of Object.values(ends)) {
    const checkout = await buySeat(opened, tournamentId, caller);
    opened.advance(30.5 * MINUTE_MS);
    await end(checkout);
    expect(['CANCELED', 'EXPIRED']).toContain(await statusOf(opened.app, checkout));
  }
  expect(await refusalOf(buySeat(opened, tournamentId, caller))).toBe('CONFLICT TOO_MANY_LAPSED');
  opened.advance(HOUR_MS);
  expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
});

test('many that are called off after a few minutes each are as much as some that lapse', async () => {
  const caller = callerOf();
  const tournamentId = await addTournament(opened);
  for (let count = 0; count < 10; count += 1) {
    const { id } = await buySeat(opened, tournamentId, caller);
    opened.advance(9 * MINUTE_MS);
    await cancelCheckout(opened.app, caller, id);
  }
  expect(await refusalOf(buySeat(opened, tournamentId, caller))).toBe('CONFLICT TOO_MANY_LAPSED');
});

test('what was called off at once, or closed since the sale has ended, is not counted', async () => {
  const caller = callerOf();
  for (let count = 0; count < 2; count += 1) await lapse(caller);
  const canceled = await buySeat(opened, await addTournament(opened), caller);
  await cancelCheckout(opened.app, caller, canceled.id);
  const tournamentId = await addTournament(opened);
  const closed = await buySeat(opened, tournamentId, caller);
  await tell(opened.app, { name: 'tournaments.started', payload: { tournamentId } });
  await opened.work();
  expect(await statusOf(opened.app, closed)).toBe('EXPIRED');
  expect(await buySeat(opened, await addTournament(opened), caller)).toMatchObject({ status: 'PENDING' });
});

test('one whose time is over stands in nobody’s way, though its webhook has not come', async () => {
  const tournamentId = await addTournament(opened);
  const caller = callerOf();
  const lapsed = await buySeat(opened, tournamentId, caller);
  opened.advance(31 * MINUTE_MS);
  expect(await buySeat(opened, tournamentId, caller)).toMatchObject({ status: 'PENDING' });
  expect(await statusOf(opened.app, lapsed)).toBe('EXPIRED');
});

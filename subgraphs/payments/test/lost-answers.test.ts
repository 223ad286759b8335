import { newId } from '@arena/subgraph-kit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { settleDueCheckouts } from '../src/domain/settle-due-checkouts.ts';
import { addTournament, buySeat, DAY_MS, movedFor, statusOf, stored, toldOf } from './orders.ts';
import { issue, pay } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterEach(() => opened.domains.silence());
afterAll(() => opened[Symbol.asyncDispose]());

/** A seat that has been paid, of whose ticket nothing is heard. */
async function paidSeat() {
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  return checkout;
}

async function after(ms: number) {
  opened.advance(ms);
  await settleDueCheckouts(opened.app);
  await opened.work();
}

test('a ticket that was issued without its news coming through is found, and no money goes back', async () => {
  const { app, domains } = opened;
  const checkout = await paidSeat();
  const ticketId = newId();
  domains.answers.set(checkout.id, { ticketId, unavailableReason: null });
  await after(2 * DAY_MS);
  expect(await stored(app, checkout)).toMatchObject({ status: 'SUCCEEDED', ticketId });
  await issue(opened, checkout, ticketId);
  expect(await movedFor(app, checkout)).toEqual([2_000_000]);
  expect((await toldOf(app, checkout)).map(({ name }) => name)).toEqual([
    'payments.paid',
    'payments.succeeded',
  ]);
});

test('a refusal that never came through is found, and the money goes back for its reason', async () => {
  const { app, domains } = opened;
  const checkout = await paidSeat();
  domains.answers.set(checkout.id, { ticketId: null, unavailableReason: 'SOLD_OUT' });
  await after(app.settings.lookAgainMs);
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'SOLD_OUT' });
});

test('while tickets cannot be asked no money goes back, however long that takes', async () => {
  const { app, domains } = opened;
  const checkout = await paidSeat();
  domains.silence('tickets.answer');
  await after(3 * DAY_MS);
  expect(await statusOf(app, checkout)).toBe('PROCESSING');
  domains.silence();
  await after(DAY_MS);
  expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'NOT_ISSUED' });
});

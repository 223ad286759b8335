import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CheckoutRow } from '../src/db/schema.ts';
import { addTournament, buySeat, movedFor, statusOf, stored, tell } from './orders.ts';
import { complete, hear, issue, pay } from './paid-checkouts.ts';
import { openApp, type OpenedApp } from './payments-app.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

/** Tells that a ticket gives its owner no place in a team, since those are settled. */
const refusePlace = ({ ticketId, matchId }: CheckoutRow, ownerId: string) =>
  tell(opened.app, {
    name: 'tickets.invalidated',
    payload: {
      ...{ ticketId: ticketId ?? newId(), type: 'PARTICIPANT', tournamentId, matchId, ownerId },
      reason: 'NO_PLACE',
    },
  });

async function expectPaidBack(checkout: CheckoutRow): Promise<void> {
  await opened.work();
  expect(await stored(opened.app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'NO_PLACE' });
  expect(await movedFor(opened.app, checkout)).toEqual([2_000_000, -2_000_000]);
}

test('a seat that gives no place in a team is paid back, once', async () => {
  const checkout = await buySeat(opened, tournamentId);
  await complete(opened, checkout);
  for (let time = 0; time < 3; time += 1) await refusePlace(checkout, checkout.buyerId);
  await expectPaidBack(checkout);
});

test('a seat whose refusal is told before its issue is paid back', async () => {
  const checkout = await buySeat(opened, tournamentId);
  await pay(opened, checkout);
  await refusePlace(checkout, checkout.buyerId);
  expect(await statusOf(opened.app, checkout)).toBe('PROCESSING');
  await issue(opened, checkout);
  await expectPaidBack(checkout);
});

test('whoever had bought a seat is paid back that gives another no place', async () => {
  const checkout = await buySeat(opened, tournamentId);
  await complete(opened, checkout);
  await refusePlace(checkout, person().userId);
  await expectPaidBack(checkout);
});

test('a seat that gives no place while its payment is disputed is paid back when the dispute is won', async () => {
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  opened.provider.setDispute(paymentId, 'OPEN');
  await hear(opened, { paymentId });
  await refusePlace(checkout, checkout.buyerId);
  await opened.work();
  expect(await statusOf(opened.app, checkout)).toBe('DISPUTED');
  expect(await movedFor(opened.app, checkout)).toEqual([2_000_000]);
  opened.provider.setDispute(paymentId, 'WON');
  await hear(opened, { paymentId });
  await expectPaidBack(checkout);
});

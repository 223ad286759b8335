import { newId, type Identity } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startForReading, type StartedForReading } from './started-for-reading.ts';
import { storeCheckout, storePaid, storeTournament } from './stored-checkouts.ts';

let started: StartedForReading;
beforeAll(async () => {
  started = await startForReading();
});
afterAll(() => started[Symbol.asyncDispose]());

const me = person();

/** A paid seat of the caller's. */
const boughtSeat = async (ticketId: string, buyerId: string = me.userId) =>
  storePaid(started.db, {
    tournamentId: await storeTournament(started.db),
    type: 'PARTICIPANT_SALE',
    buyerId,
    ticketId,
    issuedAt: new Date(),
  });

const checkoutsOf = async (ticketIds: readonly string[], identity?: Identity) => {
  const { data, errors } = await started.entities('Ticket', ticketIds, 'id checkout { id status }', identity);
  expect(errors).toBeUndefined();
  return data._entities.map(({ checkout }: { checkout: unknown }) => checkout);
};

test('a ticket shows the checkout that bought it to its buyer alone', async () => {
  const ticketId = newId();
  const { id } = await boughtSeat(ticketId);
  expect(await checkoutsOf([ticketId], me)).toEqual([{ id, status: 'SUCCEEDED' }]);
  expect(await checkoutsOf([ticketId], person())).toEqual([null]);
  expect(await checkoutsOf([ticketId])).toEqual([null]);
});

test('one that only held the ticket has not bought it', async () => {
  const ticketId = newId();
  const tournamentId = await storeTournament(started.db);
  const held = { tournamentId, type: 'PARTICIPANT_SALE', buyerId: me.userId, ticketId } as const;
  await storeCheckout(started.db, { ...held, status: 'EXPIRED' });
  expect(await checkoutsOf([ticketId], me)).toEqual([null]);
  const { id } = await storePaid(started.db, { ...held, issuedAt: new Date() });
  await storeCheckout(started.db, { ...held, status: 'CANCELED' });
  expect(await checkoutsOf([ticketId], me)).toEqual([{ id, status: 'SUCCEEDED' }]);
});

test('a free seat has its checkout, too; what is no ticket has none', async () => {
  const ticketId = newId();
  const { id } = await storeCheckout(started.db, {
    tournamentId: await storeTournament(started.db),
    type: 'PARTICIPANT_SALE',
    status: 'SUCCEEDED',
    buyerId: me.userId,
    ticketId,
    issuedAt: new Date(),
    amountMinor: 0,
    provider: null,
  });
  expect(await checkoutsOf([ticketId, newId()], me)).toEqual([{ id, status: 'SUCCEEDED' }, null]);
});

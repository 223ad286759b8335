import { newId } from '@arena/subgraph-kit';
import { liveClient, type LiveClient } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { releaseTicket } from '../src/domain/release-ticket.ts';
import { reserveTicket, type ReserveInput } from '../src/domain/reserve-ticket.ts';
import { watchAvailability } from '../src/domain/watch-availability.ts';
import { addTournament, ahead, seatRequest, tell, viewRequest } from './fixtures.ts';
import { startTickets } from './started-tickets.ts';
import { paymentsOf } from './told-payments.ts';

let started: Awaited<ReturnType<typeof startTickets>>;
let client: LiveClient;
let tournamentId: string;

beforeAll(async () => {
  started = await startTickets();
  client = liveClient(started.url, 'tickets');
});
beforeEach(async () => {
  ({ tournamentId } = await addTournament(started.app));
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
});

const untilListening = (listeners: number) => expect.poll(() => started.live.listeners()).toBe(listeners);

/** Follows the seats of the tournament, once the subgraph listens. */
async function follow() {
  const feed = await client.subscribe(
    `subscription { ticketAvailabilityChanged(tournamentId: "${tournamentId}") { total available reserved sold } }`,
  );
  await untilListening(1);
  return {
    next: async () => {
      const { total, available, reserved, sold } = (await feed.next()).value.data.ticketAvailabilityChanged;
      return [total, available, reserved, sold];
    },
    end: async () => {
      await feed.return?.();
      await untilListening(0);
    },
  };
}

const refused = async (id: string) => {
  const feed = await client.subscribe(
    `subscription { ticketAvailabilityChanged(tournamentId: "${id}") { id } }`,
  );
  return (await feed.next()).value.errors[0].extensions;
};

const reserve = (changes: Partial<ReserveInput> = {}) =>
  reserveTicket(started.app, seatRequest(started.app, tournamentId, changes));

test('a seat that is held, given free or sold is told', async () => {
  const feed = await follow();
  const checkoutId = newId();
  await reserve({ checkoutId });
  expect(await feed.next()).toEqual([3, 2, 1, 0]);
  await releaseTicket(started.app, checkoutId);
  expect(await feed.next()).toEqual([3, 3, 0, 0]);
  await reserve({ activate: true });
  expect(await feed.next()).toEqual([3, 2, 0, 1]);
  await feed.end();
});

test('what becomes of the payment of a seat is told', async () => {
  const input = seatRequest(started.app, tournamentId);
  await reserveTicket(started.app, input);
  const feed = await follow();
  const { processing, paid, refunded } = paymentsOf(input);
  for (const [event, numbers] of [
    [processing, [3, 2, 1, 0]],
    [paid, [3, 2, 0, 1]],
    [refunded, [3, 3, 0, 0]],
  ] as const) {
    await tell(started.app, event);
    expect(await feed.next()).toEqual(numbers);
  }
  await feed.end();
});

test.each([
  ['roster-closed', [3, 0, 0, 1]],
  ['started', [3, 0, 0, 1]],
  ['finished', [1, 0, 0, 1]],
  ['canceled', [0, 0, 0, 0]],
] as const)('what becomes of the seats of a tournament is told when it is %s', async (what, numbers) => {
  await reserve({ activate: true });
  const feed = await follow();
  const at = started.app.now().toISOString();
  const payloads = {
    'roster-closed': { tournamentId },
    started: { tournamentId, startedAt: at },
    finished: { tournamentId, finishedAt: at },
    canceled: { tournamentId, canceledAt: at, reason: null },
  };
  await tell(started.app, { name: `tournaments.${what}`, payload: payloads[what] });
  expect(await feed.next()).toEqual(numbers);
  await feed.end();
});

test('a hold that lapses by itself is told, each in its time, whether it was there before or not', async () => {
  const held = (ms: number) => reserve({ holdUntil: ahead(started.app, ms).toISOString() });
  await held(600);
  const feed = await follow();
  await held(900);
  expect(await feed.next()).toEqual([3, 1, 2, 0]);
  expect(await feed.next()).toEqual([3, 2, 1, 0]);
  expect(await feed.next()).toEqual([3, 3, 0, 0]);
  await feed.end();
});

test('a hold that lapses while it cannot be looked for is told once it can', async () => {
  const { app } = started;
  await reserve({ holdUntil: ahead(app, 1_200).toISOString() });
  await app.db.execute(sql`alter table tickets rename to tickets_away`);
  const changes = await watchAvailability(app, tournamentId);
  await app.db.execute(sql`alter table tickets_away rename to tickets`);
  expect(await changes.next()).toEqual({ value: { tournamentId }, done: false });
  await changes.return?.();
});

test('a viewer’s ticket takes no seat, and another tournament’s seats are told to others', async () => {
  const { tournamentId: other } = await addTournament(started.app);
  const feed = await follow();
  await reserveTicket(started.app, viewRequest(started.app, tournamentId));
  await reserve({ tournamentId: other });
  await reserve();
  expect(await feed.next()).toEqual([3, 2, 1, 0]);
  await feed.end();
});

test('a tournament that nobody has told of is NOT_FOUND, and what is no id BAD_USER_INPUT', async () => {
  expect(await refused(newId())).toEqual({ code: 'NOT_FOUND' });
  expect(await refused('seven')).toMatchObject({
    code: 'BAD_USER_INPUT',
    fields: [{ path: 'tournamentId' }],
  });
  expect(started.live.listeners()).toBe(0);
});

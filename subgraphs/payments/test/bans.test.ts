import { newId } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CheckoutRow } from '../src/db/schema.ts';
import { completeSale } from '../src/domain/complete-sale.ts';
import {
  addMatch,
  addTournament,
  buySeat,
  buyView,
  give,
  movedFor,
  sessionOf,
  statusOf,
  stored,
  tell,
  type Told,
} from './orders.ts';
import { complete, hear, issue, pay } from './paid-checkouts.ts';
import { callerOf, openApp, type OpenedApp } from './payments-app.ts';
import { permutations } from './permutations.ts';

let opened: OpenedApp;
let tournamentId: string;
beforeAll(async () => {
  opened = await openApp();
  tournamentId = await addTournament(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const banned = (userId: string, refund: boolean, revision = 1): Told => ({
  name: 'tournaments.person-banned',
  payload: { tournamentId, userId, refund, revision },
});
const lifted = (userId: string, revision: number): Told => ({
  name: 'tournaments.ban-lifted',
  payload: { tournamentId, userId, revision },
});
/** That a ban has taken a ticket from its owner. */
const taken = ({ ticketId, matchId }: CheckoutRow, ownerId: string, reason = 'BANNED'): Told => ({
  name: 'tickets.invalidated',
  payload: {
    ...{ ticketId: ticketId ?? newId(), tournamentId, matchId, ownerId, reason },
    type: matchId === null ? 'PARTICIPANT' : 'VIEWER',
  },
});

async function tellAll(...events: Told[]) {
  for (const event of events) await tell(opened.app, event);
  await opened.work();
}

/** Resolves once something is done, or waits for a lock that another transaction holds. */
async function doneOrWaiting(work: Promise<unknown>): Promise<void> {
  let isDone = false;
  void work.finally(() => (isDone = true));
  await vi.waitUntil(async () => {
    const waiting = await opened.db.execute(
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return isDone || waiting.length > 0;
  });
}

test('the open checkouts of a banned person are closed, of whatever ticket; others’ and gifts go on', async () => {
  const { app } = opened;
  const caller = callerOf();
  const view = await buyView(opened, addMatch(opened, tournamentId), caller);
  const gift = await give(opened, tournamentId, caller);
  const elsewhere = await buySeat(opened, await addTournament(opened), caller);
  const another = await buySeat(opened, tournamentId);
  await tellAll(banned(view.buyerId, false));
  expect(await stored(app, view)).toMatchObject({ status: 'EXPIRED', reason: 'BANNED' });
  for (const one of [gift, elsewhere, another]) expect(await statusOf(app, one)).toBe('PENDING');
});

test.each([false, true])(
  'a payment that comes after the ban goes back, though the ban pays back: %s',
  async (refund) => {
    const { app } = opened;
    const checkout = await buySeat(opened, tournamentId);
    opened.provider.pay(sessionOf(checkout));
    await tell(app, banned(checkout.buyerId, refund));
    await hear(opened, { sessionId: sessionOf(checkout) });
    await opened.work();
    expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason: 'BANNED' });
  },
);

describe('a ban that pays back', () => {
  test('pays for the tickets that it takes, whatever is told first and however often', async () => {
    const { app } = opened;
    for (const order of permutations([0, 1, 2])) {
      const checkout = await buySeat(opened, tournamentId);
      await pay(opened, checkout);
      const { ticketId, matchId, buyerId: ownerId, id: checkoutId } = checkout;
      const issued: Told = {
        name: 'tickets.issued',
        payload: {
          ticketId: ticketId ?? '',
          type: 'PARTICIPANT',
          tournamentId,
          matchId,
          ownerId,
          checkoutId,
        },
      };
      const events = [issued, banned(ownerId, true), taken(checkout, ownerId)];
      for (const index of [...order, ...order.toReversed(), ...order]) await tell(app, events[index] as Told);
      await opened.work();
      expect(await stored(app, checkout), String(order)).toMatchObject({
        status: 'REFUNDED',
        reason: 'BANNED',
      });
      expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
    }
  });

  test('pays though the news of it and of the ticket are handled at once', async () => {
    const { app } = opened;
    for (let round = 0; round < 5; round += 1) {
      const checkout = await buySeat(opened, tournamentId);
      await pay(opened, checkout);
      const { buyerId } = checkout;
      await Promise.all([
        issue(opened, checkout),
        tell(app, banned(buyerId, true)),
        tell(app, taken(checkout, buyerId)),
      ]);
      await opened.work();
      expect(await statusOf(app, checkout)).toBe('REFUNDED');
    }
  });

  test('pays though the ticket is taken while another than the one held is being issued', async () => {
    const { app } = opened;
    for (const reason of ['BANNED', 'NO_PLACE']) {
      const checkout = await buySeat(opened, tournamentId);
      await pay(opened, checkout);
      const { id: checkoutId, buyerId } = checkout;
      const ticketId = newId();
      await tell(app, banned(buyerId, true));
      let taking: Promise<void> | undefined;
      await app.transact(async (tx) => {
        await completeSale(app, tx, { checkoutId, ticketId }, {});
        taking = tell(app, taken({ ...checkout, ticketId }, buyerId, reason));
        await doneOrWaiting(taking);
      });
      await taking;
      await opened.work();
      expect(await stored(app, checkout)).toMatchObject({ status: 'REFUNDED', reason });
    }
  });

  test('pays though it has been lifted since, for all that is known', async () => {
    const { app } = opened;
    const checkout = await buySeat(opened, tournamentId);
    await complete(opened, checkout);
    const { buyerId } = checkout;
    await tellAll(lifted(buyerId, 2), banned(buyerId, true, 1), taken(checkout, buyerId));
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('pays whoever had bought the ticket that was taken from another', async () => {
    const { app } = opened;
    const checkout = await buySeat(opened, tournamentId);
    await complete(opened, checkout);
    const holder = person().userId;
    await tellAll(banned(holder, true), taken(checkout, holder));
    expect(await statusOf(app, checkout)).toBe('REFUNDED');
  });

  test('pays nothing for a ticket that the banned person had passed on: its holder keeps it', async () => {
    const { app } = opened;
    const checkout = await buySeat(opened, tournamentId);
    await complete(opened, checkout);
    await tellAll(banned(checkout.buyerId, true));
    expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
  });

  test('pays nothing for a ticket that was only held for a checkout, and taken from another', async () => {
    const { app } = opened;
    const lapsed = await buySeat(opened, tournamentId);
    const sold = { ...(await buySeat(opened, tournamentId)), ticketId: lapsed.ticketId };
    await pay(opened, lapsed);
    await pay(opened, sold);
    await issue(opened, sold, lapsed.ticketId ?? '');
    await issue(opened, lapsed, newId());
    await tellAll(banned(sold.buyerId, true), taken(sold, sold.buyerId));
    expect(await statusOf(app, sold)).toBe('REFUNDED');
    expect(await statusOf(app, lapsed)).toBe('SUCCEEDED');
  });
});

test('a ban that does not pay back keeps the money of what it takes', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await complete(opened, checkout);
  await tellAll(banned(checkout.buyerId, false), taken(checkout, checkout.buyerId));
  expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
});

test('a ticket that is taken for another reason is no reason to pay back', async () => {
  const { app } = opened;
  const checkout = await buySeat(opened, tournamentId);
  await complete(opened, checkout);
  await tellAll(banned(checkout.buyerId, true), taken(checkout, checkout.buyerId, 'DISPUTE_LOST'));
  expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
});

test('whose ban has been lifted buys again, also if the ban is told late', async () => {
  const { app } = opened;
  const buyer = person();
  const { userId } = buyer;
  const caller = callerOf(buyer);
  await tellAll(lifted(userId, 2), banned(userId, false, 1));
  const checkout = await buySeat(opened, tournamentId, caller);
  await tellAll(banned(userId, false, 1));
  expect(await statusOf(app, checkout)).toBe('PENDING');
  await complete(opened, checkout);
  expect(await statusOf(app, checkout)).toBe('SUCCEEDED');
});

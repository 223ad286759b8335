import { newId } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tournaments, tournamentStaff, type CheckoutRow } from '../src/db/schema.ts';
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
import { openApp, type OpenedApp } from './payments-app.ts';
import { ordersToTry } from './permutations.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

type Name = 'roster-closed' | 'started' | 'finished' | 'canceled';

/** Has an event of a tournament told thrice, and what is due then done. */
async function happens(tournamentId: string, ...names: Name[]) {
  for (const name of [...names, ...names, ...names]) {
    await tell(opened.app, { name: `tournaments.${name}`, payload: { tournamentId } });
  }
  await opened.work();
}

/** A tournament with what may be bought of it, open and complete. */
async function busyTournament() {
  const tournamentId = await addTournament(opened);
  const [openSeat, soldSeat] = [await buySeat(opened, tournamentId), await buySeat(opened, tournamentId)];
  const [openGift, gift] = [await give(opened, tournamentId), await give(opened, tournamentId)];
  const matchId = addMatch(opened, tournamentId);
  const [openView, soldView] = [await buyView(opened, matchId), await buyView(opened, matchId)];
  for (const one of [soldSeat, gift, soldView]) await complete(opened, one);
  const statuses = async () => ({
    openSeat: await statusOf(opened.app, openSeat),
    soldSeat: await statusOf(opened.app, soldSeat),
    openGift: await statusOf(opened.app, openGift),
    gift: await statusOf(opened.app, gift),
    openView: await statusOf(opened.app, openView),
    soldView: await statusOf(opened.app, soldView),
  });
  return { tournamentId, matchId, openSeat, soldSeat, openView, openGift, statuses };
}

const UNTOUCHED = {
  openSeat: 'PENDING',
  soldSeat: 'SUCCEEDED',
  openGift: 'PENDING',
  gift: 'SUCCEEDED',
  openView: 'PENDING',
  soldView: 'SUCCEEDED',
};

test.each(['roster-closed', 'started'] as const)(
  'once a tournament is %s, open checkouts of its seats are closed',
  async (name) => {
    const { tournamentId, openSeat, statuses } = await busyTournament();
    await happens(tournamentId, name);
    expect(await statuses()).toEqual({ ...UNTOUCHED, openSeat: 'EXPIRED' });
    expect(await stored(opened.app, openSeat)).toMatchObject({ reason: 'SALE_CLOSED' });
    expect(opened.provider.sessions.get(sessionOf(openSeat))?.state.status).toBe('EXPIRED');
  },
);

test('once it is finished, nothing is sold any more; what was sold stays sold', async () => {
  const { tournamentId, statuses } = await busyTournament();
  await happens(tournamentId, 'finished');
  expect(await statuses()).toEqual({ ...UNTOUCHED, openSeat: 'EXPIRED', openView: 'EXPIRED' });
});

test('once it is called off, seats and gifts are paid back; views match by match, as those are called off', async () => {
  const { tournamentId, matchId, soldSeat, statuses } = await busyTournament();
  await happens(tournamentId, 'canceled');
  const canceled = { openSeat: 'EXPIRED', soldSeat: 'REFUNDED', openGift: 'EXPIRED', gift: 'REFUNDED' };
  expect(await statuses()).toEqual({ ...UNTOUCHED, ...canceled });
  expect(await stored(opened.app, soldSeat)).toMatchObject({ reason: 'TOURNAMENT_CANCELED' });
  for (let time = 0; time < 3; time += 1) {
    await tell(opened.app, { name: 'matches.canceled', payload: { matchId, tournamentId } });
  }
  await opened.work();
  expect(await statuses()).toEqual({ ...canceled, openView: 'EXPIRED', soldView: 'REFUNDED' });
});

test('a match that is called off while its tournament goes on is paid back alone', async () => {
  const { tournamentId, matchId, statuses } = await busyTournament();
  await tell(opened.app, { name: 'matches.canceled', payload: { matchId, tournamentId } });
  await opened.work();
  expect(await statuses()).toEqual({ ...UNTOUCHED, openView: 'EXPIRED', soldView: 'REFUNDED' });
});

test('what has been paid back already is not paid back twice', async () => {
  const { app, provider } = opened;
  const tournamentId = await addTournament(opened);
  const checkout = await buySeat(opened, tournamentId);
  const paymentId = await complete(opened, checkout);
  provider.giveBack(paymentId, 2_000_000);
  await hear(opened, { paymentId });
  await happens(tournamentId, 'canceled');
  expect(await movedFor(app, checkout)).toEqual([2_000_000, -2_000_000]);
});

describe('a payment that meets the end of what it is for', () => {
  const END: Record<'seat' | 'gift' | 'view', (of: { tournamentId: string; matchId: string }) => Told> = {
    seat: ({ tournamentId }) => ({ name: 'tournaments.canceled', payload: { tournamentId } }),
    gift: ({ tournamentId }) => ({ name: 'tournaments.canceled', payload: { tournamentId } }),
    view: (of) => ({ name: 'matches.canceled', payload: of }),
  };
  const things = ['seat', 'gift', 'view'] as const;

  async function started(thing: (typeof things)[number]) {
    const tournamentId = await addTournament(opened);
    const matchId = addMatch(opened, tournamentId);
    const buy = {
      seat: () => buySeat(opened, tournamentId),
      gift: () => give(opened, tournamentId),
      view: () => buyView(opened, matchId),
    };
    return { checkout: await buy[thing](), end: END[thing]({ tournamentId, matchId }) };
  }
  const wentBack = async (checkout: CheckoutRow) => {
    await opened.work();
    expect(await statusOf(opened.app, checkout)).toBe('REFUNDED');
    const { amountMinor } = checkout;
    expect(await movedFor(opened.app, checkout)).toEqual([amountMinor, -amountMinor]);
  };

  test.each(things)('of a %s goes back, whichever is heard of first', async (thing) => {
    const before = await started(thing);
    opened.provider.pay(sessionOf(before.checkout));
    await tell(opened.app, before.end);
    await hear(opened, { sessionId: sessionOf(before.checkout) });
    await wentBack(before.checkout);
    const after = await started(thing);
    await pay(opened, after.checkout);
    await tell(opened.app, after.end);
    await wentBack(after.checkout);
  });

  test.each(things)('of a %s goes back though both are heard of at once', async (thing) => {
    for (let round = 0; round < 5; round += 1) {
      const { checkout, end } = await started(thing);
      opened.provider.pay(sessionOf(checkout));
      await Promise.all([tell(opened.app, end), hear(opened, { sessionId: sessionOf(checkout) })]);
      await wentBack(checkout);
    }
  });

  test('is not asked a ticket for when its tournament is known to be called off', async () => {
    const { checkout, end } = await started('seat');
    opened.provider.pay(sessionOf(checkout));
    await tell(opened.app, end);
    const { status } = await stored(opened.app, checkout);
    expect(status).toBe('PENDING');
    await hear(opened, { sessionId: sessionOf(checkout) });
    expect(await issue(opened, checkout)).toMatchObject({ status: 'REFUNDING' });
  });
});

test('a ticket that is held no longer closes its checkout, and only an open one', async () => {
  const { app } = opened;
  const tournamentId = await addTournament(opened);
  const released = async ({ id: checkoutId, ticketId }: CheckoutRow) => {
    const ticket = {
      ticketId: ticketId ?? newId(),
      type: 'PARTICIPANT',
      tournamentId,
      matchId: null,
    } as const;
    await tell(app, { name: 'tickets.released', payload: { ...ticket, checkoutId } });
    await opened.work();
  };
  const open = await buySeat(opened, tournamentId);
  await released(open);
  expect(await stored(app, open)).toMatchObject({ status: 'EXPIRED', reason: 'HOLD_ENDED' });
  const paid = await buySeat(opened, tournamentId);
  await pay(opened, paid);
  await released(paid);
  expect(await statusOf(app, paid)).toBe('PROCESSING');
  const paidUnheard = await buySeat(opened, tournamentId);
  opened.provider.pay(sessionOf(paidUnheard));
  await released(paidUnheard);
  expect(await stored(app, paidUnheard)).toMatchObject({ status: 'PROCESSING', reason: null });
});

test('what is known of a tournament is the same whatever is told first', async () => {
  const { app, db } = opened;
  const organizerId = newId();
  const [first, second] = [newId(), newId()];
  const at = app.now().toISOString();
  const staff = (revision: number, ...users: string[]) => ({
    revision,
    staff: users.map((userId) => ({
      userId,
      role: userId === organizerId ? ('ADMIN' as const) : ('SUBADMIN' as const),
    })),
  });
  const eventsOf = (tournamentId: string): Told[] => [
    {
      name: 'tournaments.created',
      payload: {
        ...{ tournamentId, organizerId, capacity: 2, currency: 'COP', startsAt: at, endsAt: at },
        participantPriceMinor: 1,
        viewerPriceMinor: 1,
      },
    },
    { name: 'tournaments.staff-changed', payload: { tournamentId, ...staff(1, organizerId, first) } },
    { name: 'tournaments.staff-changed', payload: { tournamentId, ...staff(2, organizerId, second) } },
    { name: 'tournaments.started', payload: { tournamentId } },
    { name: 'tournaments.canceled', payload: { tournamentId } },
  ];
  for (const order of ordersToTry([0, 1, 2, 3, 4])) {
    const tournamentId = newId();
    const events = eventsOf(tournamentId);
    for (const index of [...order, ...order.toReversed(), ...order]) await tell(app, events[index] as Told);
    const [known] = await db.select().from(tournaments).where(eq(tournaments.id, tournamentId));
    expect(known).toMatchObject({
      status: 'CANCELED',
      organizerId,
      currency: 'COP',
      staffRevision: 2,
      rosterClosed: true,
    });
    const who = await db.select().from(tournamentStaff).where(eq(tournamentStaff.tournamentId, tournamentId));
    expect(new Set(who.map(({ userId }) => userId))).toEqual(new Set([organizerId, second]));
  }
});

import { newId, type Identity } from '@arena/subgraph-kit';
import { person } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tournaments, tournamentStaff } from '../src/db/schema.ts';
import { recordRefund } from '../src/domain/ledger/record-refund.ts';
import { startForReading, type StartedForReading } from './started-for-reading.ts';
import { payBack, storeCheckout, storePaid, storeTournament } from './stored-checkouts.ts';

let started: StartedForReading;
beforeAll(async () => {
  started = await startForReading();
});
afterAll(() => started[Symbol.asyncDispose]());

const organizer = person();

const EARNINGS = `earnings {
  gross { amount currency } donations { amount } refunded { amount } commission { amount } net { amount }
}`;

const ask = (tournamentId: string, identity?: Identity) =>
  started.entities('Tournament', [tournamentId], EARNINGS, identity);

async function earningsOf(tournamentId: string, identity?: Identity) {
  const { data, errors } = await ask(tournamentId, identity);
  expect(errors).toBeUndefined();
  return data._entities[0].earnings;
}

const shown = (gross: number, donations: number, refunded: number, commission: number, net: number) => ({
  gross: { amount: gross, currency: 'COP' },
  donations: { amount: donations },
  refunded: { amount: refunded },
  commission: { amount: commission },
  net: { amount: net },
});

test('the staff of a tournament see what it has earned; nobody else does', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db, organizer.userId);
  const subadmin = person();
  await db.insert(tournamentStaff).values({ tournamentId, userId: subadmin.userId, role: 'SUBADMIN' });
  const { buyerId } = await storePaid(db, {
    tournamentId,
    type: 'PARTICIPANT_SALE',
    amountMinor: 2_000_000,
  });
  const expected = shown(2_000_000, 0, 0, 200_000, 1_800_000);
  expect(await earningsOf(tournamentId, organizer)).toEqual(expected);
  expect(await earningsOf(tournamentId, subadmin)).toEqual(expected);

  const staffOfAnother = person();
  await storeTournament(db, staffOfAnother.userId);
  for (const other of [
    person(),
    person(buyerId),
    staffOfAnother,
    person(newId(), ['platform:admin']),
    undefined,
  ]) {
    expect(await earningsOf(tournamentId, other)).toBeNull();
  }
});

test('what went back is taken off both what was earned and what the platform keeps', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db, organizer.userId);
  const seat = { tournamentId, type: 'PARTICIPANT_SALE', amountMinor: 2_000_000 } as const;
  const viewer = { tournamentId, type: 'VIEWER_SALE', matchId: newId(), amountMinor: 500_000 } as const;
  await storePaid(db, seat);
  await storePaid(db, viewer);
  await payBack(db, await storePaid(db, seat));
  const gift = await storePaid(db, { tournamentId, amountMinor: 1_000_000 });
  await db.transaction((tx) => recordRefund(tx, gift, 400_000, new Date()));
  await storePaid(db, { tournamentId: await storeTournament(db, organizer.userId) });
  await storeCheckout(db, seat);
  expect(await earningsOf(tournamentId, organizer)).toEqual(
    shown(2_500_000, 600_000, 2_400_000, 310_000, 2_790_000),
  );
});

test('a tournament that has sold nothing has earned nothing', async () => {
  const tournamentId = await storeTournament(started.db, organizer.userId);
  expect(await earningsOf(tournamentId, organizer)).toEqual(shown(0, 0, 0, 0, 0));
});

test('sums beyond what can be given exactly are refused, not rounded', async () => {
  const { db } = started;
  const tournamentId = await storeTournament(db, organizer.userId);
  const seat = { tournamentId, type: 'PARTICIPANT_SALE', amountMinor: Number.MAX_SAFE_INTEGER } as const;
  await storePaid(db, seat);
  const commission = 900_719_925_474_099;
  expect(await earningsOf(tournamentId, organizer)).toEqual(
    shown(seat.amountMinor, 0, 0, commission, seat.amountMinor - commission),
  );
  await storePaid(db, seat);
  const { data, errors } = await ask(tournamentId, organizer);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'AMOUNT_TOO_LARGE' });
  expect(data._entities).toEqual([{ earnings: null }]);
});

test('nothing is said while it is not told in which currency a tournament is', async () => {
  const { db } = started;
  const id = newId();
  await db.insert(tournaments).values({ id, status: 'PENDING' });
  await db.insert(tournamentStaff).values({ tournamentId: id, userId: organizer.userId, role: 'ADMIN' });
  expect(await earningsOf(id, organizer)).toBeNull();
});

import { newId } from '@arena/subgraph-kit';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tickets, tournaments, tournamentStaff } from '../src/db/schema.ts';
import { createdEvent, DAY_MS, tell, type Told } from './fixtures.ts';
import { openApp } from './started-tickets.ts';

let opened: Awaited<ReturnType<typeof openApp>>;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const permutations = <Item>(items: readonly Item[]): Item[][] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));

/** Everything known of a tournament but its id and those of its seats. */
async function stateOf(tournamentId: string) {
  const { db } = opened.app;
  const [facts] = await db.select().from(tournaments).where(eq(tournaments.id, tournamentId));
  const { userId, role } = tournamentStaff;
  return {
    facts: { ...facts, id: null },
    staff: await db
      .select({ userId, role })
      .from(tournamentStaff)
      .where(eq(tournamentStaff.tournamentId, tournamentId))
      .orderBy(asc(userId)),
    seats: await db
      .select({ type: tickets.type, status: tickets.status, price: tickets.priceMinor })
      .from(tickets)
      .where(eq(tickets.tournamentId, tournamentId)),
  };
}

/** The states after each order of the events, each told three times; equal ones once. */
async function statesOf(eventsOf: (tournamentId: string) => Told[]): Promise<string[]> {
  const indices = eventsOf(newId()).map((_, index) => index);
  const states = new Set<string>();
  for (const order of permutations(indices)) {
    const tournamentId = newId();
    const events = eventsOf(tournamentId);
    for (const index of [...order, ...order.toReversed(), ...order]) {
      await tell(opened.app, events[index] as Told);
    }
    states.add(JSON.stringify(await stateOf(tournamentId)));
  }
  return [...states];
}

const [organizerId, first, second] = [newId(), newId(), newId()];
const created = (tournamentId: string): Told =>
  createdEvent(opened.app, { tournamentId, organizerId, ...FIXED });
const FIXED = { startsAt: '2030-01-10T10:00:00.000Z', endsAt: '2030-01-12T10:00:00.000Z' };
const dates = (day: number) => {
  const startsAt = Date.parse(FIXED.startsAt) + day * DAY_MS;
  return { startsAt: new Date(startsAt).toISOString(), endsAt: new Date(startsAt + DAY_MS).toISOString() };
};
const rescheduled = (tournamentId: string, revision: number): Told => ({
  name: 'tournaments.rescheduled',
  payload: { tournamentId, revision, ...dates(revision) },
});
const staffChanged = (tournamentId: string, revision: number, subadmins: string[]): Told => ({
  name: 'tournaments.staff-changed',
  payload: {
    tournamentId,
    revision,
    staff: [
      { userId: organizerId, role: 'ADMIN' },
      ...subadmins.map((userId) => ({ userId, role: 'SUBADMIN' as const })),
    ],
  },
});
const turned = (tournamentId: string, to: 'roster-closed' | 'started' | 'finished' | 'canceled'): Told => ({
  name: `tournaments.${to}`,
  payload: { tournamentId },
});

test('every event three times and in every order: the newest dates and staff stand', async () => {
  const states = await statesOf((id) => [
    created(id),
    rescheduled(id, 1),
    rescheduled(id, 2),
    staffChanged(id, 1, [first, second]),
    staffChanged(id, 2, [second]),
  ]);
  expect(states).toHaveLength(1);
  const state = JSON.parse(states[0] ?? '');
  expect(state.facts).toMatchObject({ status: 'PENDING', capacity: 3, ...dates(2) });
  expect(state.staff).toEqual([
    { userId: organizerId, role: 'ADMIN' },
    { userId: second, role: 'SUBADMIN' },
  ]);
  expect(state.seats).toEqual(Array(3).fill({ type: 'PARTICIPANT', status: 'GENERATED', price: 2_000_000 }));
});

test('every event three times and in every order: settled teams stay settled', async () => {
  const states = await statesOf((id) => [created(id), turned(id, 'roster-closed'), turned(id, 'started')]);
  expect(states).toHaveLength(1);
  const state = JSON.parse(states[0] ?? '');
  expect(state.facts).toMatchObject({ status: 'ONGOING', rosterClosed: true });
});

test('every event three times and in every order: a finished tournament has no seats for sale', async () => {
  const states = await statesOf((id) => [
    created(id),
    rescheduled(id, 1),
    staffChanged(id, 1, [first]),
    turned(id, 'started'),
    turned(id, 'finished'),
  ]);
  expect(states).toHaveLength(1);
  const state = JSON.parse(states[0] ?? '');
  expect(state.facts).toMatchObject({ status: 'FINISHED', ...dates(1) });
  expect(state.staff).toHaveLength(2);
  expect(state.seats).toEqual(Array(3).fill({ type: 'PARTICIPANT', status: 'CANCELED', price: 2_000_000 }));
});

test('every event three times and in every order: a cancelled tournament has none either', async () => {
  const states = await statesOf((id) => [created(id), turned(id, 'started'), turned(id, 'canceled')]);
  expect(states).toHaveLength(1);
  const state = JSON.parse(states[0] ?? '');
  expect(state.facts).toMatchObject({ status: 'CANCELED' });
  expect(state.seats).toEqual(Array(3).fill({ type: 'PARTICIPANT', status: 'CANCELED', price: 2_000_000 }));
});

test('a tournament told of many times at once has its seats once', async () => {
  const event = createdEvent(opened.app, { capacity: 10 });
  await Promise.all(Array.from({ length: 8 }, () => tell(opened.app, event)));
  expect((await stateOf(event.payload.tournamentId)).seats).toHaveLength(10);
});

test('a tournament of 25600 seats has them all', async () => {
  const event = createdEvent(opened.app, { capacity: 25_600 });
  await tell(opened.app, event);
  expect((await stateOf(event.payload.tournamentId)).seats).toHaveLength(25_600);
});

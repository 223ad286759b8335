import { newId } from '@arena/subgraph-kit';
import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { findMatches } from '../src/db/match-store.ts';
import { tournamentBans, tournaments, tournamentStaff } from '../src/db/schema.ts';
import { addStreamed, createdEvent, joined, matchEvent, tell, type Told } from './fixtures.ts';
import { openApps, type OpenedApps } from './streams-app.ts';
import { ordersToTry } from './permutations.ts';

let opened: OpenedApps;
let app: App;
beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

type Ids = { tournamentId: string; matchId: string };
const [organizerId, first, second] = [newId(), newId(), newId()];

const created = ({ tournamentId }: Ids): Told =>
  createdEvent({ tournamentId, organizerId, viewerPriceMinor: 0 });
const staffChanged = ({ tournamentId }: Ids, revision: number, subadmins: string[]): Told => ({
  name: 'tournaments.staff-changed',
  payload: {
    tournamentId,
    revision,
    staff: [organizerId, ...subadmins].map((userId) => ({ userId, role: 'SUBADMIN' })),
  },
});
const banned = ({ tournamentId }: Ids, revision: number): Told => ({
  name: 'tournaments.person-banned',
  payload: { tournamentId, userId: first, revision, refund: false },
});
const lifted = ({ tournamentId }: Ids, revision: number): Told => ({
  name: 'tournaments.ban-lifted',
  payload: { tournamentId, userId: first, revision },
});
const ended = ({ tournamentId }: Ids, how: 'finished' | 'canceled'): Told => ({
  name: `tournaments.${how}`,
  payload: { tournamentId },
});

/** Everything known of a tournament and its match but their ids. */
async function stateOf({ tournamentId, matchId }: Ids) {
  const { db } = app;
  const [facts] = await db.select().from(tournaments).where(eq(tournaments.id, tournamentId));
  const [match] = await findMatches(db, [matchId]);
  const { userId } = tournamentStaff;
  return {
    facts: { ...facts, id: null },
    match: match && { status: match.status, isOver: match.isOver },
    staff: await db
      .select({ userId })
      .from(tournamentStaff)
      .where(eq(tournamentStaff.tournamentId, tournamentId))
      .orderBy(asc(userId)),
    bans: (await db.select().from(tournamentBans).where(eq(tournamentBans.tournamentId, tournamentId))).map(
      ({ isBanned, revision }) => ({ isBanned, revision }),
    ),
  };
}

/** The states after orders of the events, each told three times; equal ones once. */
async function statesOf(eventsOf: (ids: Ids) => Told[]): Promise<string[]> {
  const indices = eventsOf({ tournamentId: newId(), matchId: newId() }).map((_, index) => index);
  const states = new Set<string>();
  for (const order of ordersToTry(indices)) {
    const ids = { tournamentId: newId(), matchId: newId() };
    const events = eventsOf(ids);
    for (const index of [...order, ...order.toReversed(), ...order]) await tell(app, events[index] as Told);
    states.add(JSON.stringify(await stateOf(ids)));
  }
  return [...states];
}

test('every event three times and in any order: the newest staff and ban stand', async () => {
  const states = await statesOf((ids) => [
    created(ids),
    staffChanged(ids, 1, [first, second]),
    staffChanged(ids, 2, [second]),
    banned(ids, 1),
    lifted(ids, 2),
  ]);
  expect(states).toHaveLength(1);
  const { facts, staff, bans } = JSON.parse(states[0] ?? '');
  expect(facts).toMatchObject({ viewerPriceMinor: 0, isOver: false, staffRevision: 2 });
  expect(staff).toEqual([organizerId, second].sort().map((userId) => ({ userId })));
  expect(bans).toEqual([{ isBanned: false, revision: 2 }]);
});

test.each([
  ['finished', [], { status: 'FINISHED', isOver: true }],
  ['canceled', [], { status: 'CANCELED', isOver: true }],
  ['on', ['finished'], { status: 'ONGOING', isOver: true }],
  ['on', ['canceled'], { status: 'ONGOING', isOver: true }],
  ['finished', ['finished'], { status: 'FINISHED', isOver: true }],
  ['on', [], { status: 'ONGOING', isOver: false }],
] as const)(
  'every event three times and in any order: of a match that is %s, its tournament being %s, the last stands',
  async (end, tournamentEnd, match) => {
    const states = await statesOf((ids) => [
      created(ids),
      matchEvent(ids, 'created'),
      matchEvent(ids, 'started'),
      ...(end === 'on' ? [] : [matchEvent(ids, end)]),
      ...tournamentEnd.map((how) => ended(ids, how)),
    ]);
    expect(states).toHaveLength(1);
    expect(JSON.parse(states[0] ?? '')).toMatchObject({ match, facts: { isOver: tournamentEnd.length > 0 } });
  },
);

test('a ban that was lifted before it is told of takes nothing', async () => {
  const scene = await addStreamed(app);
  const { caller } = await joined(app, opened.tickets, scene);
  const { tournamentId } = scene;
  const payload = { tournamentId, userId: caller.userId };
  await tell(app, { name: 'tournaments.ban-lifted', payload: { ...payload, revision: 2 } });
  await tell(app, { name: 'tournaments.person-banned', payload: { ...payload, revision: 1, refund: false } });
  expect(await app.presence.findGrants(caller.userId, [scene])).toMatchObject([{ role: 'VIEWER' }]);
});

test('a tournament and its match told of many times at once are known once', async () => {
  const ids = { tournamentId: newId(), matchId: newId() };
  const events = [created(ids), matchEvent(ids, 'created'), matchEvent(ids, 'started')];
  await Promise.all(
    Array.from({ length: 8 }, () => events)
      .flat()
      .map((event) => tell(app, event)),
  );
  expect(await stateOf(ids)).toMatchObject({
    match: { status: 'ONGOING' },
    staff: [{ userId: organizerId }],
  });
});

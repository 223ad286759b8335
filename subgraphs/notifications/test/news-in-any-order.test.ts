import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fanOutDue } from '../src/domain/fan-out-step.ts';
import type { Kind } from '../src/domain/kinds.ts';
import { textOfNotification } from '../src/domain/text-of-notification.ts';
import { createLoaders } from '../src/loaders.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { permutations } from './permutations.ts';
import { inboxOf } from './read-told.ts';
import { idFrom, tell, type Told } from './told-news.ts';
import { createdEvent } from './tournament-people.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

type Actors = Record<'organizer' | 'one' | 'two', string>;
type World = Actors & Record<'tournamentId' | 'ticketId' | 'teamId' | 'matchId', string>;

const newWorld = (): World => ({
  ...{ organizer: newId(), one: newId(), two: newId() },
  ...{ tournamentId: newId(), ticketId: newId(), teamId: newId(), matchId: newId() },
});

/** What each has been told of some kinds, in words that do not depend on when. */
async function toldIn({ organizer, one, two }: World, kinds: readonly Kind[]) {
  const told: Record<string, string[]> = {};
  for (const [name, userId] of Object.entries({ organizer, one, two })) {
    const rows = (await inboxOf(opened, userId)).filter(({ kind }) => kinds.includes(kind));
    const loaders = createLoaders(opened.app, callerOf({ userId, sessionId: newId(), scopes: [] }));
    const texts = await Promise.all(rows.map((row) => textOfNotification(loaders, row)));
    told[name] = texts.map(({ title }) => title).sort();
  }
  return told;
}

/**
 * Has the same events, which happened one after the other, be told in every order, each of them twice; what everybody has
 * been told in the end, equal outcomes once.
 * @param isPrompt whether what is due is done after each of them, and not only in the end
 */
async function outcomes(
  eventsOf: (world: World) => Told[],
  kinds: readonly Kind[],
  { isPrompt }: { isPrompt: boolean },
) {
  const count = eventsOf(newWorld()).length;
  const seen = new Map<string, Record<string, string[]>>();
  for (const order of permutations(Array.from({ length: count }, (_, index) => index))) {
    const world = newWorld();
    const events = eventsOf(world);
    const ids = events.map((_, index) => idFrom(3_600_000 - index * 60_000));
    for (const index of [...order, ...order]) {
      await tell(opened, events[index] as Told, ids[index]);
      if (isPrompt) await opened.work();
    }
    await opened.work();
    const told = await toldIn(world, kinds);
    seen.set(JSON.stringify(told), told);
  }
  return [...seen.values()];
}

const created = ({ tournamentId, organizer }: World): Told =>
  createdEvent({ tournamentId, organizerId: organizer });
const ticketOf = ({ ticketId, tournamentId }: World) => ({
  ...{ ticketId, type: 'PARTICIPANT' as const, tournamentId, matchId: null },
});
const issued = (world: World): Told => ({
  name: 'tickets.issued',
  payload: { ...ticketOf(world), ownerId: world.one, checkoutId: null },
});
const passed = (world: World, from: 'one' | 'two', to: 'one' | 'two'): Told => ({
  name: 'tickets.transferred',
  payload: { ...ticketOf(world), fromUserId: world[from], toUserId: world[to] },
});
const joined = ({ tournamentId, teamId, ticketId, ...world }: World, who: 'one' | 'two'): Told => ({
  name: 'tournaments.player-joined',
  payload: { tournamentId, teamId, ticketId, userId: world[who] },
});
const invalidated = (world: World, owner: 'one' | 'two', reason: string): Told => ({
  name: 'tickets.invalidated',
  payload: { ...ticketOf(world), ownerId: world[owner], reason },
});
const canceled = ({ tournamentId }: World): Told => ({
  name: 'tournaments.canceled',
  payload: { tournamentId },
});
const matchCanceled = ({ matchId, tournamentId, teamId }: World): Told => ({
  name: 'matches.canceled',
  payload: { matchId, tournamentId, teamIds: [teamId] },
});

const CANCELED = 'Canceled: Bogota Open';

describe('whoever was there when it happened is told, and nobody else, in whatever order it is heard of', () => {
  test.each([true, false])('a tournament called off, whose tickets end with it (%s)', async (isPrompt) => {
    const eventsOf = (world: World) => [
      created(world),
      issued(world),
      canceled(world),
      invalidated(world, 'one', 'TOURNAMENT_CANCELED'),
    ];
    expect(await outcomes(eventsOf, ['TOURNAMENT_CANCELED'], { isPrompt })).toEqual([
      { organizer: [CANCELED], one: [CANCELED], two: [] },
    ]);
  });

  test('a ticket given back before', async () => {
    const eventsOf = (world: World) => [
      created(world),
      issued(world),
      invalidated(world, 'one', 'REFUNDED'),
      canceled(world),
    ];
    expect(await outcomes(eventsOf, ['TOURNAMENT_CANCELED'], { isPrompt: false })).toEqual([
      { organizer: [CANCELED], one: [], two: [] },
    ]);
  });

  test('a ticket given back afterwards', async () => {
    const eventsOf = (world: World) => [
      created(world),
      issued(world),
      canceled(world),
      invalidated(world, 'one', 'REFUNDED'),
    ];
    expect(await outcomes(eventsOf, ['TOURNAMENT_CANCELED'], { isPrompt: true })).toEqual([
      { organizer: [CANCELED], one: [CANCELED], two: [] },
    ]);
  });

  test('a match of a player who has got their ticket from another', async () => {
    const eventsOf = (world: World) => [
      issued(world),
      passed(world, 'one', 'two'),
      joined(world, 'two'),
      matchCanceled(world),
    ];
    expect(await outcomes(eventsOf, ['MATCH_CANCELED'], { isPrompt: true })).toEqual([
      { organizer: [], one: [], two: ['Canceled: a match'] },
    ]);
  });

  test('a match of a player who has passed their ticket on since', async () => {
    const eventsOf = (world: World) => [
      issued(world),
      joined(world, 'one'),
      matchCanceled(world),
      passed(world, 'one', 'two'),
    ];
    expect(await outcomes(eventsOf, ['MATCH_CANCELED'], { isPrompt: true })).toEqual([
      { organizer: [], one: ['Canceled: a match'], two: [] },
    ]);
  });
});

test('who is heard of while others are being told is told as well, once', async () => {
  for (let round = 1; round <= 30; round += 1) {
    const world = newWorld();
    const [earlier, later] = [idFrom(60_000), idFrom(30_000)];
    await tell(opened, created(world), idFrom(90_000));
    await Promise.all([
      tell(opened, canceled(world), later).then(() => fanOutDue(opened.app)),
      tell(opened, issued(world), earlier),
    ]);
    await fanOutDue(opened.app);
    expect(await toldIn(world, ['TOURNAMENT_CANCELED'])).toMatchObject({ one: [CANCELED], two: [] });
  }
});

test('the newest name stands, in whatever order it is heard of', async () => {
  const updated = ({ tournamentId }: World, revision: number): Told => ({
    name: 'tournaments.updated',
    payload: { tournamentId, revision, name: `Open ${revision}` },
  });
  const eventsOf = (world: World) => [created(world), updated(world, 1), updated(world, 2), canceled(world)];
  expect(await outcomes(eventsOf, ['TOURNAMENT_CANCELED'], { isPrompt: true })).toEqual([
    { organizer: ['Canceled: Open 2'], one: [], two: [] },
  ]);
});

const staff = ({ tournamentId, organizer }: World, revision: number, subadmins: string[]): Told => ({
  name: 'tournaments.staff-changed',
  payload: {
    ...{ tournamentId, revision },
    staff: [
      { userId: organizer, role: 'ADMIN' },
      ...subadmins.map((userId) => ({ userId, role: 'SUBADMIN' as const })),
    ],
  },
});

test('the newest staff stands, in whatever order it is heard of', async () => {
  const eventsOf = (world: World) => [
    created(world),
    staff(world, 1, [world.one]),
    staff(world, 2, [world.two]),
    canceled(world),
  ];
  expect(await outcomes(eventsOf, ['TOURNAMENT_CANCELED'], { isPrompt: false })).toEqual([
    { organizer: [CANCELED], one: [], two: [CANCELED] },
  ]);
});

test.each([true, false])(
  'who was of the staff then is told, however it changed since (%s)',
  async (isPrompt) => {
    const eventsOf = (world: World) => [
      created(world),
      staff(world, 1, [world.one]),
      canceled(world),
      staff(world, 2, [world.one, world.two]),
    ];
    expect(await outcomes(eventsOf, ['TOURNAMENT_CANCELED'], { isPrompt })).toEqual([
      { organizer: [CANCELED], one: [CANCELED], two: [] },
    ]);
  },
);

test('the language of the newest profile stands, in whatever order it is heard of', async () => {
  const locale = ({ one }: World, to: 'EN' | 'ES'): Told => ({
    name: 'users.profile-updated',
    payload: { userId: one, locale: to },
  });
  const eventsOf = (world: World): Told[] => [
    { name: 'users.registered', payload: { userId: world.one, locale: 'EN' } },
    locale(world, 'EN'),
    locale(world, 'ES'),
  ];
  expect(await outcomes(eventsOf, ['WELCOME'], { isPrompt: false })).toEqual([
    { organizer: [], one: ['Te damos la bienvenida a Arena'], two: [] },
  ]);
});

test('a match has the newest date, in whatever order it is heard of', async () => {
  const startsAt = (day: number) => `2030-01-${day}T20:00:00.000Z`;
  const { tournamentId, matchId, one } = newWorld();
  const reminder = (on: string) => ({ matchId, tournamentId, on, teamIds: [] });
  const events: Told[] = [
    { name: 'matches.created', payload: { matchId, tournamentId, name: 'Final', startsAt: startsAt(10) } },
    { name: 'matches.rescheduled', payload: { matchId, tournamentId, startsAt: startsAt(11) } },
    { name: 'matches.rescheduled', payload: { matchId, tournamentId, startsAt: startsAt(12) } },
  ];
  for (const order of permutations([0, 1, 2])) {
    const ids = events.map((_, index) => idFrom(60_000 - index * 1_000));
    for (const index of order) await tell(opened, events[index] as Told, ids[index]);
  }
  opened.domains.people.set(one, {
    ...{ userId: one, email: 'one@arena.example', displayName: 'One', locale: 'EN' },
    ...{ active: true, emailVerified: true },
  });
  const ticket = { ticketId: newId(), type: 'VIEWER' as const, tournamentId, matchId, ownerId: one };
  await tell(opened, { name: 'tickets.issued', payload: { ...ticket, checkoutId: null } });
  await tell(opened, createdEvent({ tournamentId }));
  await tell(opened, { name: 'matches.reminder-due', payload: reminder('2030-01-12') });
  await opened.work();
  opened.advance(60_000);
  await opened.work();
  const [mail] = opened.mails.sentTo(one).filter(({ kind }) => kind === 'MATCH_REMINDER');
  expect(mail?.matches.map((match) => match.startsAt?.toISOString())).toEqual([startsAt(12)]);
});

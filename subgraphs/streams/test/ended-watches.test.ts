import { refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { changeStreamUrl } from '../src/domain/change-stream-url.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { leaveStream } from '../src/domain/leave-stream.ts';
import { watchStream } from '../src/domain/watch-stream.ts';
import { Rooms } from '../src/domain/watching/rooms.ts';
import {
  beat,
  addStreamed,
  attendanceOf,
  countOf,
  joined,
  matchEvent,
  tell,
  watched,
  watching,
} from './fixtures.ts';
import { callerOf, openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let here: App;
/** another process on the same state */
let there: App;
let scene: Awaited<ReturnType<typeof addStreamed>>;

beforeAll(async () => {
  opened = await openApps();
  here = opened.openApp();
  there = opened.openApp();
});
beforeEach(async () => {
  scene = await addStreamed(here);
});
afterAll(() => opened[Symbol.asyncDispose]());

const someone = () => joined(here, opened.tickets, scene);
const untilCounted = (count: number) => expect.poll(() => countOf(here, scene)).toBe(count);

describe('a watch ends', () => {
  test.each(['KICKED', 'ENDED'])('for whoever it concerns alone: %s', async (type) => {
    const [one, bystander] = [await someone(), await someone()];
    const ending = await watching(here, one.caller, scene.matchId);
    const going = await watching(here, bystander.caller, scene.matchId);
    const { matchId, organizer } = scene;
    const { userId } = one.caller;
    if (type === 'KICKED') await kickViewer(there, organizer, { matchId, userId, reason: 'Spoilers' });
    else await leaveStream(there, one.caller, matchId);
    const reason = type === 'KICKED' ? 'Spoilers' : 'GRANT_LOST';
    expect(await ending.nextOther()).toEqual({ type, reason });
    expect(await ending.next()).toBe('over');
    await untilCounted(1);
    await beat(here);
    expect(await countOf(here, scene)).toBe(1);
    const { id: streamId } = scene.stream;
    await changeStreamUrl(here, organizer, { streamId, url: new URL('https://youtu.be/second') });
    expect(await going.nextOther()).toMatchObject({ type: 'URL_CHANGED' });
    await going.leave();
  });

  test('with KICKED in every window and process of the person within the call that kicks', async () => {
    const { caller } = await someone();
    const { matchId, organizer } = scene;
    const windows = [
      await watching(here, caller, matchId),
      await watching(here, caller, matchId),
      await watching(there, caller, matchId),
    ];
    await kickViewer(here, organizer, { matchId, userId: caller.userId });
    for (const window of windows) {
      expect(await window.nextOther()).toEqual({ type: 'KICKED', reason: null });
      expect(await window.next()).toBe('over');
    }
    expect(await refusalOf(watchStream(there, caller, matchId))).toBe('FORBIDDEN NO_GRANT');
    await untilCounted(0);
    await expect
      .poll(async () => (await attendanceOf(here, matchId, caller.userId))?.lastSeenAt)
      .toBeInstanceOf(Date);
  });

  test('with KICKED for who is banned from the tournament', async () => {
    const { caller } = await someone();
    const watch = await watching(here, caller, scene.matchId);
    const { tournamentId } = scene;
    const payload = { tournamentId, userId: caller.userId, revision: 1, refund: true };
    await tell(there, { name: 'tournaments.person-banned', payload });
    expect(await watch.nextOther()).toEqual({ type: 'KICKED', reason: null });
    expect(await watch.next()).toBe('over');
  });

  test('with ENDED, TICKET_INVALID for whose ticket is no longer valid', async () => {
    const { caller, ticket } = await someone();
    const watch = await watching(here, caller, scene.matchId);
    const { tournamentId, matchId } = scene;
    const { id: ticketId, userId: ownerId } = ticket;
    const payload = { ticketId, type: 'VIEWER' as const, tournamentId, matchId, ownerId, reason: 'REFUNDED' };
    await tell(there, { name: 'tickets.invalidated', payload });
    expect(await watch.nextOther()).toEqual({ type: 'ENDED', reason: 'TICKET_INVALID' });
    expect(await watch.next()).toBe('over');
  });

  test('with ENDED, GRANT_LOST for who runs the tournament no more', async () => {
    const subadmin = callerOf();
    const { tournamentId, organizer } = scene;
    const staff = (revision: number, userIds: string[]) =>
      tell(there, {
        name: 'tournaments.staff-changed',
        payload: { tournamentId, revision, staff: userIds.map((userId) => ({ userId, role: 'SUBADMIN' })) },
      });
    await staff(1, [organizer.userId, subadmin.userId]);
    for (const caller of [organizer, subadmin]) await joinStream(here, caller, { matchId: scene.matchId });
    const [staying, going] = [
      await watching(here, organizer, scene.matchId),
      await watching(here, subadmin, scene.matchId),
    ];
    await staff(2, [organizer.userId]);
    expect(await going.nextOther()).toEqual({ type: 'ENDED', reason: 'GRANT_LOST' });
    await untilCounted(1);
    await staying.leave();
  });

  test.each([
    ['match is finished', 'matches.finished'],
    ['match is canceled', 'matches.canceled'],
    ['tournament is finished', 'tournaments.finished'],
    ['tournament is canceled', 'tournaments.canceled'],
  ] as const)('with ENDED for everybody when the %s', async (_, name) => {
    const watches = [
      await watching(here, (await someone()).caller, scene.matchId),
      await watching(there, (await someone()).caller, scene.matchId),
    ];
    const { tournamentId } = scene;
    const what = name.endsWith('finished') ? 'finished' : 'canceled';
    await tell(
      here,
      name.startsWith('matches')
        ? matchEvent(scene, what)
        : { name: `tournaments.${what}`, payload: { tournamentId } },
    );
    for (const watch of watches) {
      expect(await watch.nextOther()).toEqual({ type: 'ENDED', reason: null });
      expect(await watch.next()).toBe('over');
    }
    expect(await countOf(here, scene)).toBe(0);
    await beat(here);
    expect(await countOf(here, scene)).toBe(0);
  });

  test('without a word when the process stops, whose viewers are counted no more at once', async () => {
    const stopping = opened.openApp();
    const { caller } = await someone();
    const watch = await watching(stopping, caller, scene.matchId);
    await stopping.rooms.stop();
    expect(await countOf(here, scene)).toBe(0);
    expect(await watch.nextOther()).toBe('over');
    // and goes on by another
    const again = await watching(there, caller, scene.matchId);
    expect(await countOf(here, scene)).toBe(1);
    await again.leave();
  });
});

test('a process has not stopped before presence knows who has left, and all is told', async () => {
  const stopping = opened.openApp();
  const { caller } = await someone();
  const watch = await watching(stopping, caller, scene.matchId);
  let goOn: (() => void) | undefined;
  const { leave } = stopping.presence;
  stopping.presence.leave = async (...given) => {
    await new Promise<void>((resolve) => (goOn = resolve));
    return leave(...given);
  };
  await watch.leave();
  let hasStopped = false;
  const stopped = stopping.rooms.stop().then(() => (hasStopped = true));
  await expect.poll(() => goOn).toBeDefined();
  expect(hasStopped).toBe(false);
  goOn?.();
  await stopped;
  expect(await countOf(here, scene)).toBe(0);
});

test('a watch that begins while the process stops counts nobody and leaves nothing behind', async () => {
  const stopping = opened.openApp();
  const { caller } = await someone();
  let listen: (() => void) | undefined;
  const { subscribe } = opened.live;
  const live = {
    ...stopping.live,
    subscribe: (async (...given) => {
      await new Promise<void>((resolve) => (listen = resolve));
      return subscribe(...given);
    }) as typeof subscribe,
  };
  const rooms = new Rooms({ ...stopping, live });
  const beginning = rooms.watch(scene, caller.userId);
  await rooms.stop();
  listen?.();
  expect(await (await beginning)?.next()).toMatchObject({ done: true });
  expect(await countOf(here, scene)).toBe(0);
  expect(opened.live.listeners()).toBe(0);
});

test('a kick and a watch that begins at once leave nobody watching', async () => {
  for (let round = 0; round < 25; round += 1) {
    scene = await addStreamed(here);
    const { caller } = await someone();
    const { matchId, organizer } = scene;
    const [begun] = await Promise.allSettled([
      watchStream(here, caller, matchId),
      kickViewer(there, organizer, { matchId, userId: caller.userId }),
    ]);
    if (begun.status === 'fulfilled') {
      const watch = watched(begun.value);
      expect(await watch.nextOther()).toMatchObject({ type: 'JOINED' });
      expect(await watch.nextOther()).toMatchObject({ type: 'KICKED' });
      expect(await watch.next()).toBe('over');
    }
    await untilCounted(0);
    expect(await here.presence.findGrants(caller.userId, [scene])).toEqual([null]);
  }
});

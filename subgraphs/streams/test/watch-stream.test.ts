import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { changeStreamUrl } from '../src/domain/change-stream-url.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { removeStream } from '../src/domain/remove-stream.ts';
import { watchStream } from '../src/domain/watch-stream.ts';
import {
  beat,
  addStreamed,
  attendanceOf,
  countOf,
  joined,
  tell,
  viewerTicket,
  watched,
  watching,
} from './fixtures.ts';
import { callerOf, GRANT_TTL_MS, openApps, type OpenedApps } from './streams-app.ts';

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

describe('who may watch:', () => {
  test('who has joined; they are told so first, are counted, and are remembered to have watched', async () => {
    const { caller } = await someone();
    const watch = watched(await watchStream(here, caller, scene.matchId));
    expect(await watch.next()).toEqual({ type: 'JOINED', reason: null });
    expect(await countOf(here, scene)).toBe(1);
    expect(await watch.next()).toEqual({ type: 'VIEWER_COUNT', reason: null, viewerCount: 1 });
    expect(await attendanceOf(here, scene.matchId, caller.userId)).toMatchObject({
      firstSeenAt: expect.any(Date),
      lastSeenAt: null,
    });
    await watch.leave();
  });

  test('nobody without a grant, nor once it has lapsed', async () => {
    const { caller } = await someone();
    expect(await refusalOf(watchStream(here, callerOf(), scene.matchId))).toBe('FORBIDDEN NO_GRANT');
    expect(await refusalOf(watchStream(here, scene.organizer, scene.matchId))).toBe('FORBIDDEN NO_GRANT');
    opened.advance(GRANT_TTL_MS + 1);
    expect(await refusalOf(watchStream(here, caller, scene.matchId))).toBe('FORBIDDEN NO_GRANT');
    expect(await countOf(here, scene)).toBe(0);
    expect(opened.live.listeners()).toBe(0);
  });

  test('nobody by a grant for another match', async () => {
    const { caller } = await someone();
    const { matchId } = await addStreamed(here, scene);
    expect(await refusalOf(watchStream(here, caller, matchId))).toBe('FORBIDDEN NO_GRANT');
  });

  test('nobody anonymous, of an unknown match, or of what is no id', async () => {
    const anonymous = { ...callerOf(), userId: null, sessionId: null };
    expect(await refusalOf(watchStream(here, anonymous, scene.matchId))).toBe('UNAUTHENTICATED');
    expect(await refusalOf(watchStream(here, callerOf(), newId()))).toBe('NOT_FOUND');
    expect(await faultsOf(watchStream(here, callerOf(), 'x'))).toEqual(['matchId']);
  });

  test('nobody by a grant that was revoked, though presence has not heard of it', async () => {
    const { caller, ticket } = await someone();
    const { tournamentId, matchId } = scene;
    const { id: ticketId, userId: ownerId } = ticket;
    const payload = { ticketId, type: 'VIEWER' as const, tournamentId, matchId, ownerId, reason: 'REFUNDED' };
    await tell(here, { name: 'tickets.invalidated', payload }, { follow: false });
    expect(await refusalOf(watchStream(here, caller, matchId))).toBe('FORBIDDEN NO_GRANT');
    await untilCounted(0);
    expect(await refusalOf(watchStream(there, caller, matchId))).toBe('FORBIDDEN NO_GRANT');
    await untilCounted(0);
  });

  test('nobody whose joining is not done yet, which is not harmed by that', async () => {
    const caller = callerOf();
    const { code } = viewerTicket(opened.tickets, scene, caller.userId);
    let refusal: string | undefined;
    const hasty = opened.openApp();
    const { take } = hasty.presence;
    hasty.presence.take = async (...given) => {
      const grant = await take(...given);
      refusal = await refusalOf(watchStream(here, caller, scene.matchId));
      return grant;
    };
    await joinStream(hasty, caller, { matchId: scene.matchId, ticketCode: code });
    expect(refusal).toBe('FORBIDDEN NO_GRANT');
    const watch = await watching(here, caller, scene.matchId);
    await watch.leave();
  });
});

describe('while it is open', () => {
  test('the grant does not lapse, which it does a minute after', async () => {
    const { caller } = await someone();
    const watch = await watching(here, caller, scene.matchId);
    const hasGrant = async () => (await here.presence.findGrants(caller.userId, [scene]))[0] !== null;
    for (let round = 0; round < 5; round += 1) {
      opened.advance(GRANT_TTL_MS / 3);
      await beat(here);
    }
    expect(await hasGrant()).toBe(true);
    await watch.leave();
    await untilCounted(0);
    opened.advance(GRANT_TTL_MS - 1_000);
    expect(await hasGrant()).toBe(true);
    opened.advance(1_001);
    expect(await hasGrant()).toBe(false);
  });

  test('a person counts once, however many windows and processes they watch by', async () => {
    const { caller } = await someone();
    const windows = [
      await watching(here, caller, scene.matchId),
      await watching(here, caller, scene.matchId),
      await watching(there, caller, scene.matchId),
    ];
    expect(await countOf(here, scene)).toBe(1);
    for (const window of windows.slice(0, 2)) await window.leave();
    expect((await attendanceOf(here, scene.matchId, caller.userId))?.firstSeenAt).toBeInstanceOf(Date);
    await beat(here);
    expect(await countOf(here, scene)).toBe(1);
    await windows[2]?.leave();
    await untilCounted(0);
    const seen = async () => attendanceOf(here, scene.matchId, caller.userId);
    await expect.poll(async () => (await seen())?.lastSeenAt).toBeInstanceOf(Date);
    const { firstSeenAt, lastSeenAt } = (await seen()) ?? {};
    expect(lastSeenAt?.getTime()).toBeGreaterThanOrEqual(firstSeenAt?.getTime() ?? Infinity);
  });

  test('who closes one window and opens another at once is still counted', async () => {
    const { caller } = await someone();
    let watch = await watching(here, caller, scene.matchId);
    for (let round = 0; round < 10; round += 1) {
      const leaving = watch.leave();
      watch = await watching(here, caller, scene.matchId);
      await leaving;
    }
    await beat(here);
    expect(await countOf(here, scene)).toBe(1);
    await watch.leave();
    await untilCounted(0);
  });

  test('a stream that moves or is taken away is told, in every process', async () => {
    const watches = [
      await watching(here, (await someone()).caller, scene.matchId),
      await watching(there, (await someone()).caller, scene.matchId),
    ];
    const { id: streamId } = scene.stream;
    await changeStreamUrl(here, scene.organizer, { streamId, url: new URL('https://youtu.be/second') });
    for (const watch of watches)
      expect(await watch.nextOther()).toEqual({ type: 'URL_CHANGED', reason: null });
    await removeStream(there, scene.organizer, streamId);
    for (const watch of watches)
      expect(await watch.nextOther()).toEqual({ type: 'URL_CHANGED', reason: null });
    for (const watch of watches) await watch.leave();
  });

  test('one live subscription tells all who watch a match by a process, and ends with the last of them', async () => {
    const watches = [];
    for (let count = 0; count < 3; count += 1)
      watches.push(await watching(here, (await someone()).caller, scene.matchId));
    expect(opened.live.listeners()).toBe(1);
    for (const watch of watches) await watch.leave();
    expect(opened.live.listeners()).toBe(0);
  });
});

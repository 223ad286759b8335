import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { sweepPresence } from '../src/domain/sweep-presence.ts';
import { watchViewerCount } from '../src/domain/watch-viewer-count.ts';
import { addStreamed, attendanceOf, countOf, joined, watching } from './fixtures.ts';
import { away, openApps, WATCH_TTL_MS, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let app: App;
let scene: Awaited<ReturnType<typeof addStreamed>>;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp();
});
beforeEach(async () => {
  scene = await addStreamed(app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const someone = () => joined(app, opened.tickets, scene);

describe('who is kept by nobody any more', () => {
  test('is removed by a sweep, remembered to have gone, and told of', async () => {
    const dying = opened.openApp();
    const [one, other] = [await someone(), await someone()];
    await watching(dying, one.caller, scene.matchId);
    const watch = await watching(app, other.caller, scene.matchId);
    await app.rooms.beat();
    const counts = await watchViewerCount(app, scene.matchId);
    opened.advance(WATCH_TTL_MS / 2);
    await app.rooms.beat();
    opened.advance(WATCH_TTL_MS / 2 + 1);
    expect(await countOf(app, scene)).toBe(2);
    await sweepPresence(app);
    expect(await countOf(app, scene)).toBe(1);
    expect((await counts.next()).value).toEqual({ id: scene.matchId, viewerCount: 1 });
    expect((await attendanceOf(app, scene.matchId, one.caller.userId))?.lastSeenAt).toBeInstanceOf(Date);
    expect((await attendanceOf(app, scene.matchId, other.caller.userId))?.lastSeenAt).toBeNull();
    await watch.leave();
    await counts.return?.();
  });

  test('though presence cannot be told that they left', async () => {
    const cut = opened.openApp({}, { leave: away });
    const { caller } = await someone();
    const watch = await watching(cut, caller, scene.matchId);
    await watch.leave();
    await expect.poll(() => opened.warnings).toContain('viewers who have left lapse by themselves');
    opened.advance(WATCH_TTL_MS + 1);
    await sweepPresence(app);
    expect(await countOf(app, scene)).toBe(0);
  });
});

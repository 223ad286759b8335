import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { sweepPresence } from '../src/domain/sweep-presence.ts';
import { ViewerCounts } from '../src/domain/watching/viewer-counts.ts';
import { matchNews } from '../src/live/topics.ts';
import { addStreamed, countOf, joined, watching } from './fixtures.ts';
import { openApps, type OpenedApps } from './streams-app.ts';

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

const someone = async (by = app) =>
  watching(by, (await joined(by, opened.tickets, scene)).caller, scene.matchId);

/** The counts that are told of the match, one after the other. */
async function listen() {
  const news = await app.live.subscribe(matchNews, scene.matchId);
  const next = async (): Promise<number> => {
    const { value } = await news.next();
    return value?.type === 'COUNT' ? value.viewerCount : next();
  };
  return { next, stop: () => news.return() };
}

const untilToldOf = (count: number) =>
  expect.poll(async () => (await app.presence.figures(scene)).told.viewerCount).toBe(count);

describe('a count that has not been told is found by a sweep and told:', () => {
  test('presence has changed it, but its answer was not heard', async () => {
    const deaf = opened.openApp();
    const { leave } = deaf.presence;
    deaf.presence.leave = async (...given) => {
      await leave(...given);
      throw new Error('cut');
    };
    const staying = await someone();
    const counts = await listen();
    const going = await someone(deaf);
    expect(await counts.next()).toBe(2);
    await going.leave();
    await expect.poll(() => countOf(app, scene)).toBe(1);
    await sweepPresence(app);
    expect(await counts.next()).toBe(1);
    await staying.leave();
    await counts.stop();
  });

  test('an older one was told after it', async () => {
    const watches = [await someone(), await someone()];
    await untilToldOf(2);
    const counts = await listen();
    await app.presence.noteTold(scene, { viewerCount: 1 });
    await sweepPresence(app);
    expect(await counts.next()).toBe(2);
    for (const watch of watches) await watch.leave();
    await counts.stop();
  });

  test('whoever was to tell it is gone', async () => {
    const counts = await listen();
    const { caller } = await joined(app, opened.tickets, scene);
    await app.presence.keep(scene, [caller.userId]);
    await sweepPresence(app);
    expect(await counts.next()).toBe(1);
    await counts.stop();
  });
});

test('a count that was lost on its way is told again', async () => {
  let lost = 0;
  const { send } = app.live;
  const losing: App['live']['send'] = (...given) =>
    lost < 2 ? ((lost += 1), Promise.resolve(false)) : send(...given);
  const viewerCounts = new ViewerCounts({ ...app, live: { ...app.live, send: losing } });
  const counts = await listen();
  const { caller } = await joined(app, opened.tickets, scene);
  await app.presence.keep(scene, [caller.userId]);
  viewerCounts.changed(scene);
  expect(await counts.next()).toBe(1);
  expect(lost).toBe(2);
  await viewerCounts.stop();
  await counts.stop();
});

test('the number that was told last is not told again', async () => {
  const watch = await someone();
  await untilToldOf(1);
  const counts = await listen();
  const viewerCounts = new ViewerCounts(app);
  for (let time = 0; time < 3; time += 1) {
    viewerCounts.changed(scene);
    await viewerCounts.stop();
  }
  const other = await someone();
  expect(await counts.next()).toBe(2);
  for (const one of [watch, other]) await one.leave();
  await counts.stop();
});

test('the most at once are stored where they are more than before, and else nothing is', async () => {
  let stored = 0;
  const execute: App['db']['execute'] = (query) => {
    stored += 1;
    return app.db.execute(query);
  };
  const db = Object.assign(Object.create(app.db) as App['db'], { execute });
  const tellOf = async (count: number) => {
    await expect.poll(() => countOf(app, scene)).toBe(count);
    const viewerCounts = new ViewerCounts({ ...app, db });
    viewerCounts.changed(scene);
    await untilToldOf(count);
    await viewerCounts.stop();
  };
  const silent = opened.openApp({}, { claimTelling: async () => false });
  const watches = [await someone(silent), await someone(silent)];
  await tellOf(2);
  expect(stored).toBe(1);
  await watches[0]?.leave();
  await tellOf(1);
  await (await someone(silent)).leave();
  await tellOf(1);
  expect(stored).toBe(1);
  watches.push(await someone(silent), await someone(silent));
  await tellOf(3);
  expect(stored).toBe(2);
  for (const watch of watches) await watch.leave();
});

import type { LatestQueue } from '@arena/live';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { matches, tournaments } from '../src/db/schema.ts';
import { CountPacer } from '../src/domain/watching/count-pacer.ts';
import { matchNews, type MatchNews } from '../src/live/topics.ts';
import type { Presence } from '../src/presence/presence.ts';
import { addStreamed, allOf, countOf, joined, matchEvent, tell, watching, type Scene } from './fixtures.ts';
import { away, openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let scene: Scene;
/** who claims to tell of a count, each to be answered by the test */
let claims: ((isTheirs: boolean) => void)[];
let endTest: () => void;
let app: App;

beforeAll(async () => {
  opened = await openApps();
});
beforeEach(async () => {
  const own: typeof claims = [];
  let isOver = false;
  claims = own;
  endTest = () => {
    isOver = true;
    for (const answer of own) answer(true);
  };
  const claimTelling = () =>
    isOver ? Promise.resolve(true) : new Promise<boolean>((resolve) => own.push(resolve));
  app = opened.openApp({ countIntervalMs: 5 }, { claimTelling });
  scene = await addStreamed(app);
});
afterEach(() => endTest());
afterAll(() => opened[Symbol.asyncDispose]());

const someone = async (by = app) =>
  watching(by, (await joined(by, opened.tickets, scene)).caller, scene.matchId);
const listen = () => app.live.subscribe(matchNews, scene.matchId);
const untilClaimed = (count: number) => expect.poll(() => claims.length).toBe(count);

/** The counts that have been told so far. */
const countsIn = async (news: LatestQueue<MatchNews>): Promise<number[]> =>
  (await allOf(news)).flatMap((one) => (one.type === 'COUNT' ? one.viewerCount : []));

test('however many come, one count is told, and the last of all is never lost', async () => {
  const news = await listen();
  const watches = [];
  for (let count = 0; count < 20; count += 1) watches.push(await someone());
  // nobody else asks while one does
  await untilClaimed(1);
  claims[0]?.(true);
  expect(await news.next()).toMatchObject({ value: { type: 'COUNT', viewerCount: 20 } });
  for (const watch of watches.slice(0, 5)) await watch.leave();
  await untilClaimed(2);
  claims[1]?.(true);
  expect(await news.next()).toMatchObject({ value: { type: 'COUNT', viewerCount: 15 } });
  for (const watch of watches.slice(5)) await watch.leave();
  await untilClaimed(3);
  claims[2]?.(true);
  expect(await news.next()).toMatchObject({ value: { type: 'COUNT', viewerCount: 0 } });
  expect(await countsIn(news)).toEqual([]);
});

test('whose turn it is not tries again until it is, for the count as it is then', async () => {
  const news = await listen();
  const watches = [await someone()];
  for (let refused = 1; refused <= 3; refused += 1) {
    await untilClaimed(refused);
    claims[refused - 1]?.(false);
    watches.push(await someone());
  }
  await untilClaimed(4);
  claims[3]?.(true);
  expect(await news.next()).toMatchObject({ value: { type: 'COUNT', viewerCount: 4 } });
  for (const watch of watches) await watch.leave();
  await untilClaimed(5);
  claims[4]?.(true);
  expect(await news.next()).toMatchObject({ value: { type: 'COUNT', viewerCount: 0 } });
});

test('a change that comes while a count is being told is told after it', async () => {
  let counted: (() => void) | undefined;
  const counting = new Promise<void>((resolve) => (counted = resolve));
  let goOn: (() => void) | undefined;
  const { counts } = app.presence;
  app.presence.counts = async (matches) => {
    const found = await counts(matches);
    counted?.();
    await new Promise<void>((resolve) => (goOn = resolve));
    return found;
  };
  const news = await listen();
  const first = await someone();
  await untilClaimed(1);
  claims[0]?.(true);
  await counting;
  const second = await someone();
  app.presence.counts = counts;
  goOn?.();
  expect(await news.next()).toMatchObject({ value: { viewerCount: 1 } });
  await untilClaimed(2);
  claims[1]?.(true);
  expect(await news.next()).toMatchObject({ value: { viewerCount: 2 } });
  for (const watch of [first, second]) await watch.leave();
});

test('while presence is away it is tried again, and the log told once', async () => {
  let isAway = true;
  const { counts } = app.presence;
  app.presence.counts = (matches) => (isAway ? away() : counts(matches));
  const news = await listen();
  opened.warnings.splice(0);
  const watch = await someone();
  for (let tried = 1; tried <= 3; tried += 1) {
    await untilClaimed(tried);
    claims[tried - 1]?.(true);
  }
  await untilClaimed(4);
  expect(opened.warnings).toEqual(['viewer counts wait to be told']);
  isAway = false;
  claims[3]?.(true);
  expect(await news.next()).toMatchObject({ value: { viewerCount: 1 } });
  await watch.leave();
});

test('a process that stops tells what is untold, whosever turn it is', async () => {
  const news = await listen();
  const watch = await someone();
  await untilClaimed(1);
  claims[0]?.(false);
  await watch.leave();
  await app.rooms.stop();
  await untilClaimed(2);
  claims[1]?.(false);
  await app.viewerCounts.stop();
  expect(await countsIn(news)).toEqual([0]);
});

test('of two processes one tells at a time: of a crowd that comes by both one count until the next turn', async () => {
  const pair = [opened.openApp({ countIntervalMs: 60_000 }), opened.openApp({ countIntervalMs: 60_000 })];
  const news = await listen();
  for (let count = 0; count < 30; count += 1) await someone(pair[count % 2]);
  expect(await countOf(app, scene)).toBe(30);
  // nobody's turn comes again before a minute is over; what is untold then is told by whoever stops
  for (const one of pair) await one.rooms.stop();
  const told = await countsIn(news);
  expect(told).toHaveLength(1);
  expect(told[0]).toBeLessThan(30);
});

test('the most viewers at once outlive what presence remembers, of the match and of its tournament', async () => {
  const own = opened.openApp();
  scene = await addStreamed(own);
  const second = await addStreamed(own, scene);
  const watches = [await someone(own), await someone(own)];
  const { caller } = await joined(own, opened.tickets, second);
  watches.push(await watching(own, caller, second.matchId));
  for (const watch of watches) await watch.leave();
  await tell(own, matchEvent(scene, 'finished'));
  await tell(own, matchEvent(second, 'finished'));
  const { tournamentId } = scene;
  const ofMatches = await own.db.select().from(matches).where(eq(matches.tournamentId, tournamentId));
  expect(ofMatches.map(({ peakViewers }) => peakViewers).sort()).toEqual([1, 2]);
  const ofTournament = await own.db.select().from(tournaments).where(eq(tournaments.id, tournamentId));
  expect(ofTournament.map(({ peakViewers }) => peakViewers)).toEqual([3]);
});

describe('those who watch are told of counts', () => {
  test('at once, and then the last of what came in a while', async () => {
    const told: number[] = [];
    let tell: (() => void) | undefined;
    const pacer = new CountPacer(5, (count) => {
      told.push(count);
      tell?.();
    });
    pacer.set(1, 3);
    const next = new Promise<void>((resolve) => (tell = resolve));
    for (const count of [2, 3, 4]) pacer.set(count, 3);
    expect(told).toEqual([1]);
    await next;
    expect(told).toEqual([1, 4]);
    pacer.stop();
  });

  test('the more they are the more rarely: a thousand events a second at most', () => {
    const told: number[] = [];
    const pacer = new CountPacer(5, (count) => told.push(count));
    for (let count = 0; count < 100; count += 1) pacer.set(count, 3_600_000);
    expect(told).toEqual([0]);
    pacer.stop();
  });
});

test('what presence claims is what it is asked to: the match, and the interval', async () => {
  const claimed: Parameters<Presence['claimTelling']>[] = [];
  const own = opened.openApp(
    { countIntervalMs: 123 },
    {
      claimTelling: async (...given) => {
        claimed.push(given);
        return true;
      },
    },
  );
  scene = await addStreamed(own);
  const watch = await someone(own);
  const { matchId, tournamentId } = scene;
  await expect.poll(() => claimed).toEqual([[{ matchId, tournamentId }, 123]]);
  await watch.leave();
});

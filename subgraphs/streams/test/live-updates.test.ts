import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { createStream } from '../src/domain/create-stream.ts';
import { watchStreams } from '../src/domain/watch-streams.ts';
import { watchViewerCount } from '../src/domain/watch-viewer-count.ts';
import { matchNews, streamUpdated } from '../src/live/topics.ts';
import { addStreamed, allOf, joined, matchEvent, platformId, tell, watching } from './fixtures.ts';
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

test('each stream of a match is told when the match begins and when it ends, once each', async () => {
  const { matchId, tournamentId, organizer, stream } = scene;
  const url = new URL('https://twitch.tv/x');
  const platform = await platformId(app, 'Twitch');
  const twitch = await createStream(app, organizer, { matchId, url, platformId: platform });
  const both = [{ streamId: stream.id }, { streamId: twitch.id }];
  const begun = await app.live.subscribe(streamUpdated, matchId);
  for (const what of ['started', 'started', 'created'] as const) await tell(app, matchEvent(scene, what));
  expect(await allOf(begun)).toEqual(both);
  const ended = await app.live.subscribe(streamUpdated, matchId);
  for (const what of ['finished', 'started', 'finished'] as const) await tell(app, matchEvent(scene, what));
  await tell(app, { name: 'tournaments.finished', payload: { tournamentId } });
  expect(await allOf(ended)).toEqual(both);
});

test('the end of a tournament is told of the streams of its open matches alone', async () => {
  const over = await addStreamed(app, scene);
  await tell(app, matchEvent(over, 'canceled'));
  const ofOpen = await app.live.subscribe(streamUpdated, scene.matchId);
  const ofOver = await app.live.subscribe(streamUpdated, over.matchId);
  const { tournamentId } = scene;
  for (let count = 0; count < 2; count += 1)
    await tell(app, { name: 'tournaments.canceled', payload: { tournamentId } });
  expect(await allOf(ofOpen)).toEqual([{ streamId: scene.stream.id }]);
  expect(await allOf(ofOver)).toEqual([]);
});

test('how many watch is told to anybody who follows, and no other news is', async () => {
  const counts = await watchViewerCount(app, scene.matchId);
  const { caller } = await joined(app, opened.tickets, scene);
  app.live.publish(matchNews, scene.matchId, { type: 'URL_CHANGED' });
  const watch = await watching(app, caller, scene.matchId);
  expect((await counts.next()).value).toEqual({ id: scene.matchId, viewerCount: 1 });
  await watch.leave();
  expect((await counts.next()).value).toEqual({ id: scene.matchId, viewerCount: 0 });
  await counts.return?.();
  expect(opened.live.listeners()).toBe(0);
});

test('once a match is over nobody is said to watch it', async () => {
  const { caller } = await joined(app, opened.tickets, scene);
  const watch = await watching(app, caller, scene.matchId);
  await expect.poll(() => app.presence.peak(scene)).toBe(1);
  const counts = await watchViewerCount(app, scene.matchId);
  await tell(app, matchEvent(scene, 'finished'));
  let last: unknown;
  do last = (await counts.next()).value;
  while ((last as { viewerCount: number }).viewerCount > 0);
  expect(last).toEqual({ id: scene.matchId, viewerCount: 0 });
  await counts.return?.();
  await watch.leave();
});

test('an unknown match is NOT_FOUND, and what is no id BAD_USER_INPUT', async () => {
  for (const watch of [watchStreams, watchViewerCount]) {
    expect(await refusalOf(watch(app, newId()))).toBe('NOT_FOUND');
    expect(await faultsOf(watch(app, 'x'))).toEqual(['matchId']);
  }
});

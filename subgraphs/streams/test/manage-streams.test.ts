import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { streams } from '../src/db/schema.ts';
import { changeStreamUrl } from '../src/domain/change-stream-url.ts';
import { createStream } from '../src/domain/create-stream.ts';
import { removeStream } from '../src/domain/remove-stream.ts';
import { matchNews, streamUpdated } from '../src/live/topics.ts';
import {
  allOf,
  addMatch,
  addStreamed,
  matchEvent,
  platformId,
  takeEvents,
  tell,
  type Scene,
} from './fixtures.ts';
import { callerOf, openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let app: App;
let scene: Scene;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp();
});
beforeEach(async () => {
  scene = await addMatch(app);
  await takeEvents(app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const create = async (url: string, { on = 'YouTube', by = scene.organizer, of = scene.matchId } = {}) =>
  createStream(app, by, { matchId: of, platformId: await platformId(app, on), url: new URL(url) });
const stored = async (matchId = scene.matchId) =>
  (await app.db.select().from(streams).where(eq(streams.matchId, matchId))).map(({ url }) => url);
const move = (streamId: string, url: string, by = scene.organizer) =>
  changeStreamUrl(app, by, { streamId, url: new URL(url) });

test('the staff tell where a match can be watched, which is told to other domains and live', async () => {
  const updates = await app.live.subscribe(streamUpdated, scene.matchId);
  const { id } = await create('https://www.YouTube.com/watch?v=1#t=5');
  expect(await stored()).toEqual(['https://www.youtube.com/watch?v=1#t=5']);
  const { matchId, tournamentId } = scene;
  expect(await takeEvents(app)).toEqual([
    { name: 'streams.created', payload: { streamId: id, matchId, tournamentId } },
  ]);
  expect((await updates.next()).value).toEqual({ streamId: id });
  await updates.return();
});

test('subadmins may do so too, and no longer once they are none', async () => {
  const subadmin = callerOf();
  const staffChanged = (revision: number, userIds: string[]) =>
    tell(app, {
      name: 'tournaments.staff-changed',
      payload: {
        tournamentId: scene.tournamentId,
        revision,
        staff: userIds.map((userId) => ({ userId, role: 'SUBADMIN' })),
      },
    });
  const { organizer } = scene;
  expect(await refusalOf(create('https://youtu.be/1', { by: subadmin }))).toBe('FORBIDDEN NOT_STAFF');
  await staffChanged(1, [organizer.userId, subadmin.userId]);
  const { id } = await create('https://youtu.be/1', { by: subadmin });
  await staffChanged(2, [organizer.userId]);
  expect(await refusalOf(move(id, 'https://youtu.be/2', subadmin))).toBe('FORBIDDEN NOT_STAFF');
  expect(await refusalOf(removeStream(app, subadmin, id))).toBe('FORBIDDEN NOT_STAFF');
});

test('a stranger, the anonymous and the staff of another tournament may not', async () => {
  const { organizer: elsewhere } = await addMatch(app);
  const { id } = await create('https://youtu.be/1');
  for (const by of [callerOf(), elsewhere]) {
    expect(await refusalOf(create('https://www.twitch.tv/x', { on: 'Twitch', by }))).toBe(
      'FORBIDDEN NOT_STAFF',
    );
    expect(await refusalOf(move(id, 'https://youtu.be/2', by))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(removeStream(app, by, id))).toBe('FORBIDDEN NOT_STAFF');
  }
  const anonymous = { ...callerOf(), userId: null, sessionId: null } as unknown as typeof scene.organizer;
  expect(await refusalOf(create('https://youtu.be/2', { by: anonymous }))).toBe('UNAUTHENTICATED');
  expect(await refusalOf(move(id, 'https://youtu.be/2', anonymous))).toBe('UNAUTHENTICATED');
  expect(await refusalOf(removeStream(app, anonymous, id))).toBe('UNAUTHENTICATED');
  expect(await stored()).toEqual(['https://youtu.be/1']);
});

test('there is no stream for an unknown match or platform', async () => {
  expect(await refusalOf(create('https://youtu.be/1', { of: newId() }))).toBe('NOT_FOUND');
  const url = new URL('https://youtu.be/1');
  const { matchId, organizer } = scene;
  const byPlatform = (id: string) => createStream(app, organizer, { matchId, platformId: id, url });
  expect(await faultsOf(byPlatform(newId()))).toEqual(['input.platformId']);
  expect(await faultsOf(byPlatform('youtube'))).toEqual(['input.platformId']);
  expect(await refusalOf(move(newId(), 'https://youtu.be/2'))).toBe('NOT_FOUND');
  expect(await refusalOf(removeStream(app, organizer, newId()))).toBe('NOT_FOUND');
  expect(await faultsOf(removeStream(app, organizer, 'x'))).toEqual(['streamId']);
});

test.each(['finished', 'canceled'] as const)(
  'once a match is %s nothing is changed of its streams',
  async (what) => {
    const { id } = await create('https://youtu.be/1');
    await tell(app, matchEvent(scene, what));
    expect(await refusalOf(create('https://twitch.tv/x', { on: 'Twitch' }))).toBe('CONFLICT INVALID_STATE');
    expect(await refusalOf(move(id, 'https://youtu.be/2'))).toBe('CONFLICT INVALID_STATE');
    expect(await refusalOf(removeStream(app, scene.organizer, id))).toBe('CONFLICT INVALID_STATE');
    expect(await stored()).toEqual(['https://youtu.be/1']);
  },
);

test('a match has one stream on a platform, also of many created at once', async () => {
  const outcomes = await tally(Array.from({ length: 10 }, (_, index) => create(`https://youtu.be/${index}`)));
  expect(outcomes).toEqual({ done: 1, 'CONFLICT PLATFORM_TAKEN': 9 });
  await create('https://twitch.tv/x', { on: 'Twitch' });
  expect(await stored()).toHaveLength(2);
  expect((await takeEvents(app)).map(({ name }) => name)).toEqual(['streams.created', 'streams.created']);
});

test('a stream moves, which is told once; to where it is already nothing is told', async () => {
  const { id } = await create('https://youtu.be/1');
  await takeEvents(app);
  const updates = await app.live.subscribe(streamUpdated, scene.matchId);
  const news = await app.live.subscribe(matchNews, scene.matchId);
  expect(await move(id, 'https://youtu.be/2')).toMatchObject({ id, url: 'https://youtu.be/2' });
  expect(await move(id, 'https://YOUTU.be/2')).toMatchObject({ id, url: 'https://youtu.be/2' });
  expect(await move(id, 'https://youtu.be/3')).toMatchObject({ id });
  expect((await takeEvents(app)).map(({ name }) => name)).toEqual([
    'streams.url-changed',
    'streams.url-changed',
  ]);
  expect(await allOf(updates)).toEqual([{ streamId: id }, { streamId: id }]);
  expect(await allOf(news)).toEqual([{ type: 'URL_CHANGED' }, { type: 'URL_CHANGED' }]);
});

test('a stream is taken away, once', async () => {
  const { id } = await create('https://youtu.be/1');
  const news = await app.live.subscribe(matchNews, scene.matchId);
  expect(await removeStream(app, scene.organizer, id)).toBe(true);
  expect((await news.next()).value).toEqual({ type: 'URL_CHANGED' });
  expect(await stored()).toEqual([]);
  expect(await refusalOf(removeStream(app, scene.organizer, id))).toBe('NOT_FOUND');
  await news.return();
});

describe('the address', () => {
  test.each([
    ['YouTube', 'https://youtube.com/watch?v=1'],
    ['YouTube', 'https://www.youtube.com/live/1'],
    ['YouTube', 'https://m.youtube.com/watch?v=1'],
    ['YouTube', 'https://youtu.be/1'],
    ['Twitch', 'https://twitch.tv/x'],
    ['Twitch', 'https://player.twitch.tv/?channel=x'],
    ['Zoom', 'https://us02web.zoom.us/j/1?pwd=x'],
    ['Meet', 'https://meet.google.com/abc-defg-hij'],
    ['Discord', 'https://discord.gg/x'],
    ['Discord', 'https://canary.discord.com/channels/1/2'],
  ])('on %s may be %s', async (on, url) => {
    await create(url, { on });
    expect(await stored()).toEqual([url]);
  });

  test.each([
    ['YouTube', 'http://youtube.com/watch?v=1'],
    ['YouTube', 'javascript:alert(1)//youtube.com'],
    ['YouTube', 'data:text/html,youtube.com'],
    ['YouTube', 'ftp://youtube.com/1'],
    ['YouTube', 'https://me@youtube.com/1'],
    ['YouTube', 'https://me:secret@youtube.com/1'],
    ['YouTube', 'https://youtube.com:8443/1'],
    ['YouTube', 'https://youtube.com.evil.example/1'],
    ['YouTube', 'https://notyoutube.com/1'],
    ['YouTube', 'https://evil.example/youtube.com'],
    ['YouTube', 'https://evil.example/?https://youtube.com'],
    ['YouTube', 'https://evil.example\\@youtube.com/1'],
    ['YouTube', 'https://youtube.com./1'],
    ['YouTube', 'https://yоutube.com/1'],
    ['YouTube', 'https://com/1'],
    ['YouTube', 'https://twitch.tv/x'],
    ['Twitch', 'https://youtu.be/1'],
    ['Meet', 'https://google.com/abc'],
    ['Meet', 'https://docs.google.com/abc'],
    ['Zoom', 'https://192.0.2.1/j/1'],
  ])('on %s may not be %s', async (on, url) => {
    expect(await faultsOf(create(url, { on }))).toEqual(['input.url']);
    const { id, platformId: at } = (await addStreamed(app, scene)).stream;
    if (at === (await platformId(app, on))) expect(await faultsOf(move(id, url))).toEqual(['url']);
    expect(await stored()).toEqual([]);
  });

  test('may have 2048 characters as it is stored, and no more', async () => {
    const longest = `https://youtu.be/${'x'.repeat(2_031)}`;
    await create(longest);
    expect(await stored()).toEqual([longest]);
    for (const path of ['x'.repeat(2_032), 'x'.repeat(4_096), 'ñ'.repeat(400)]) {
      expect(await faultsOf(create(`https://youtu.be/${path}`))).toEqual(['input.url']);
    }
  });
});

import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { unbanViewer } from '../src/domain/unban-viewer.ts';
import { createLoaders } from '../src/loaders.ts';
import { matchNews } from '../src/live/topics.ts';
import { addStreamed, joined, takeEvents, type Scene } from './fixtures.ts';
import { callerOf, openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let app: App;
let scene: Scene;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp();
});
beforeEach(async () => {
  scene = await addStreamed(app);
  await takeEvents(app);
});
afterAll(() => opened[Symbol.asyncDispose]());

type Changes = Partial<Parameters<typeof kickViewer>[2]>;
const kick = (
  userId: string,
  { by = scene.organizer, ...changes }: Changes & { by?: typeof scene.organizer } = {},
) => kickViewer(app, by, { matchId: scene.matchId, userId, ...changes });
const unban = (userId: string, by = scene.organizer) =>
  unbanViewer(app, by, { matchId: scene.matchId, userId });
const bans = async () => {
  const rows = await createLoaders(app, scene.organizer).streamBansOf.load(scene.matchId);
  return rows.map(({ userId, reason }) => ({ userId, reason }));
};

test('kicked people rejoining: who is kicked has no grant, and gets none until they are unbanned', async () => {
  const { caller, ticket } = await joined(app, opened.tickets, scene);
  const { matchId } = scene;
  const join = () => joinStream(app, caller, { matchId, ticketCode: ticket.code });
  expect(await kick(caller.userId, { reason: '  Spoilers\n ' })).toBe(true);
  expect(await app.presence.findGrants(caller.userId, [scene])).toEqual([null]);
  expect(await refusalOf(join())).toBe('FORBIDDEN BANNED');
  // the ban is stored: another process knows it, as it would after a restart
  const another = opened.openApp();
  const joining = joinStream(another, caller, { matchId, ticketCode: ticket.code });
  expect(await refusalOf(joining)).toBe('FORBIDDEN BANNED');
  expect(await bans()).toEqual([{ userId: caller.userId, reason: 'Spoilers' }]);
  expect(await unban(caller.userId)).toBe(true);
  expect(await join()).toMatchObject({ role: 'VIEWER', revocation: null });
  expect(await bans()).toEqual([]);
});

test('a kick is told to other domains and live, once', async () => {
  const { caller } = await joined(app, opened.tickets, scene);
  const { matchId, tournamentId } = scene;
  const { userId } = caller;
  const news = await app.live.subscribe(matchNews, matchId);
  await kick(userId, { reason: 'Spoilers' });
  expect(await kick(userId, { reason: 'Again' })).toBe(true);
  const payload = { matchId, tournamentId, userId, reason: 'Spoilers' };
  expect(await takeEvents(app)).toEqual([{ name: 'streams.viewer-kicked', payload }]);
  const told = { type: 'REVOKED', userIds: [userId], revocation: 'KICKED', reason: 'Spoilers' };
  expect((await news.next()).value).toEqual(told);
  news.end();
  expect(await news.next()).toMatchObject({ done: true });
  expect(await bans()).toEqual([{ userId, reason: 'Spoilers' }]);
});

test('kicked many times at once somebody has one ban', async () => {
  const { userId } = callerOf();
  expect(await Promise.all(Array.from({ length: 8 }, () => kick(userId)))).toEqual(Array(8).fill(true));
  expect(await bans()).toEqual([{ userId, reason: null }]);
  expect(await takeEvents(app)).toHaveLength(1);
});

test('who is not there is banned too, from this match alone', async () => {
  const stranger = callerOf();
  await kick(stranger.userId);
  const free = { isFree: true };
  const other = await addStreamed(app, free);
  expect(await joinStream(app, stranger, { matchId: other.matchId })).toMatchObject({ role: 'VIEWER' });
  const { tournamentId, organizer } = other;
  const second = await addStreamed(app, { tournamentId, organizer });
  await kickViewer(app, organizer, { matchId: other.matchId, userId: stranger.userId });
  const join = ({ matchId }: Scene) => joinStream(app, stranger, { matchId });
  expect(await refusalOf(join(other))).toBe('FORBIDDEN BANNED');
  expect(await join(second)).toMatchObject({ role: 'VIEWER' });
});

test('anyone able to kick: none but the staff of the tournament kick and unban', async () => {
  const { caller } = await joined(app, opened.tickets, scene);
  const { organizer: elsewhere } = await addStreamed(app);
  await kick(caller.userId);
  for (const by of [callerOf(), caller, elsewhere]) {
    expect(await refusalOf(kick(newId(), { by }))).toBe('FORBIDDEN NOT_STAFF');
    expect(await refusalOf(unban(caller.userId, by))).toBe('FORBIDDEN NOT_STAFF');
  }
  const anonymous = { ...callerOf(), userId: null, sessionId: null } as unknown as typeof caller;
  expect(await refusalOf(kick(newId(), { by: anonymous }))).toBe('UNAUTHENTICATED');
  expect(await refusalOf(unban(caller.userId, anonymous))).toBe('UNAUTHENTICATED');
  expect(await bans()).toHaveLength(1);
});

test('the staff are not kicked, not by themselves either', async () => {
  expect(await refusalOf(kick(scene.organizer.userId))).toBe('CONFLICT IS_STAFF');
  expect(await bans()).toEqual([]);
});

test('an unknown match, what is no id, and a reason that is none', async () => {
  const { userId } = callerOf();
  expect(await refusalOf(kick(userId, { matchId: newId() }))).toBe('NOT_FOUND');
  const elsewhere = unbanViewer(app, scene.organizer, { matchId: newId(), userId });
  expect(await refusalOf(elsewhere)).toBe('NOT_FOUND');
  expect(await faultsOf(kick('x', { matchId: 'y' }))).toEqual(['input.matchId', 'input.userId']);
  expect(await faultsOf(unban('x'))).toEqual(['userId']);
  for (const reason of ['x'.repeat(301), 'a\u0000b', 'x'.repeat(4_096)])
    expect(await faultsOf(kick(userId, { reason }))).toEqual(['input.reason']);
  await kick(userId, { reason: ` ${'x'.repeat(300)} ` });
  expect(await bans()).toEqual([{ userId, reason: 'x'.repeat(300) }]);
});

test('unbanning who is not banned changes nothing', async () => {
  expect(await unban(newId())).toBe(true);
});

test('a blank reason is none', async () => {
  const { userId } = callerOf();
  await kick(userId, { reason: ' \n ' });
  expect(await bans()).toEqual([{ userId, reason: null }]);
});

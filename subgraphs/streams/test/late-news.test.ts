import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp, type App } from '../src/app.ts';
import { attendances } from '../src/db/schema.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { leaveStream } from '../src/domain/leave-stream.ts';
import { unbanViewer } from '../src/domain/unban-viewer.ts';
import { matchNews } from '../src/live/topics.ts';
import { addStreamed, joined, matchEvent, tell, watching } from './fixtures.ts';
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

const someone = () => joined(app, opened.tickets, scene);
const silent = (): Promise<never> => new Promise(() => {});

describe('news of a revocation that comes late ends no watch of who was admitted again since:', () => {
  test.each(['leaving', 'a kick'])('%s', async (what) => {
    const { matchId, organizer } = scene;
    const held: (() => void)[] = [];
    const slow: App = {
      ...app,
      live: { ...app.live, publish: (...given) => void held.push(() => app.live.publish(...given)) },
    };
    const [{ caller, ticket }, bystander] = [await someone(), await someone()];
    const other = await watching(app, bystander.caller, matchId);
    const { userId } = caller;
    if (what === 'leaving') await leaveStream(slow, caller, matchId);
    else {
      await kickViewer(slow, organizer, { matchId, userId });
      await unbanViewer(app, organizer, { matchId, userId });
    }
    await joinStream(app, caller, { matchId, ticketCode: ticket.code });
    const watch = await watching(app, caller, matchId);
    expect(held).toHaveLength(1);
    held[0]?.();
    // what comes after it has been acted upon
    await kickViewer(app, organizer, { matchId, userId: bystander.caller.userId });
    expect(await other.nextOther()).toMatchObject({ type: 'KICKED' });
    app.live.publish(matchNews, matchId, { type: 'URL_CHANGED' });
    expect(await watch.nextOther()).toMatchObject({ type: 'URL_CHANGED' });
    await watch.leave();
  });
});

test('where the database cannot be asked about it, the news holds', async () => {
  const execute = () => Promise.reject(new Error('The database is away'));
  const blind = createApp({ ...app, db: Object.assign(Object.create(app.db) as App['db'], { execute }) });
  const { caller } = await someone();
  const watch = await watching(blind, caller, scene.matchId);
  const { matchId, organizer } = scene;
  await kickViewer(app, organizer, { matchId, userId: caller.userId, reason: 'Spoilers' });
  expect(await watch.nextOther()).toEqual({ type: 'KICKED', reason: 'Spoilers' });
  await blind.rooms.stop();
});

describe('whoever watches is told though presence does not answer:', () => {
  test('of a kick', async () => {
    const cut = opened.openApp({}, { revoke: silent });
    const { caller } = await someone();
    const watch = await watching(app, caller, scene.matchId);
    void kickViewer(cut, scene.organizer, { matchId: scene.matchId, userId: caller.userId });
    expect(await watch.nextOther()).toEqual({ type: 'KICKED', reason: null });
  });

  test.each(['match', 'tournament'])('of the end of a %s', async (what) => {
    const cut = opened.openApp({}, { figures: silent, end: silent });
    const watches = [await watching(app, (await someone()).caller, scene.matchId)];
    if (what === 'match') void tell(cut, matchEvent(scene, 'finished'));
    else {
      const second = await addStreamed(app, scene);
      const other = await joined(app, opened.tickets, second);
      watches.push(await watching(app, other.caller, second.matchId));
      const { tournamentId } = scene;
      void tell(cut, { name: 'tournaments.finished', payload: { tournamentId } });
    }
    for (const watch of watches) expect(await watch.nextOther()).toEqual({ type: 'ENDED', reason: null });
  });
});

test('of more news than can wait to be taken no kick is missed, nor that a stream has moved', async () => {
  const { matchId } = scene;
  const [gone, staying] = [await someone(), await someone()];
  const going = await watching(app, gone.caller, matchId);
  const watch = await watching(app, staying.caller, matchId);
  const { userId } = gone.caller;
  await app.db.update(attendances).set({ revocation: 'LEFT' }).where(eq(attendances.userId, userId));
  app.live.publish(matchNews, matchId, { type: 'URL_CHANGED' });
  app.live.publish(matchNews, matchId, {
    type: 'REVOKED',
    userIds: [userId],
    revocation: 'LEFT',
    reason: null,
  });
  for (let viewerCount = 0; viewerCount < 200; viewerCount += 1)
    app.live.publish(matchNews, matchId, { type: 'COUNT', viewerCount });
  let event = await going.nextOther();
  while (event !== 'over' && event.type === 'URL_CHANGED') event = await going.nextOther();
  expect(event).toEqual({ type: 'ENDED', reason: 'GRANT_LOST' });
  expect(await watch.nextOther()).toMatchObject({ type: 'URL_CHANGED' });
  await watch.leave();
});

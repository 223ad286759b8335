import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { addStreamed, attendanceOf, countOf, joined, watching } from './fixtures.ts';
import { callerOf, openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let app: App;
let scene: Awaited<ReturnType<typeof addStreamed>>;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp({ freeViewerLimit: 2 });
});
beforeEach(async () => {
  scene = await addStreamed(app);
  opened.warnings.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

const someone = () => joined(app, opened.tickets, scene);
const grantOf = async (userId: string) => (await app.presence.findGrants(userId, [scene]))[0];

describe('who watches while presence loses its memory', () => {
  const forget = () => opened.state.matches.clear();

  test('is counted again, by the ticket that they have, with the role that they had', async () => {
    const { caller, access } = await someone();
    const player = callerOf();
    const { tournamentId, matchId } = scene;
    const seat = { type: 'PARTICIPANT' as const, tournamentId, matchId: null, userId: player.userId };
    const { code } = opened.tickets.issue(seat);
    await joinStream(app, player, { matchId, ticketCode: code });
    await joinStream(app, scene.organizer, { matchId });
    const watches = [];
    for (const by of [caller, player, scene.organizer]) watches.push(await watching(app, by, matchId));
    forget();
    expect(await countOf(app, scene)).toBe(0);
    await app.rooms.beat();
    await expect.poll(() => countOf(app, scene)).toBe(3);
    expect(await grantOf(caller.userId)).toMatchObject({ role: 'VIEWER', isFree: false });
    expect(await grantOf(player.userId)).toMatchObject({ role: 'PARTICIPANT' });
    expect(await grantOf(scene.organizer.userId)).toMatchObject({ role: 'STAFF' });
    expect((await attendanceOf(app, matchId, caller.userId))?.id).toBe(access.id);
    for (const watch of watches) await watch.leave();
  });

  test('but not by a ticket that is not valid any more', async () => {
    const { caller, ticket } = await someone();
    const watch = await watching(app, caller, scene.matchId);
    ticket.isValid = false;
    forget();
    await app.rooms.beat();
    expect(await watch.nextOther()).toEqual({ type: 'ENDED', reason: 'TICKET_INVALID' });
    expect(await watch.next()).toBe('over');
    expect(await grantOf(caller.userId)).toBeNull();
  });

  test('but not those who were kicked, of which nobody heard', async () => {
    const { caller } = await someone();
    const watch = await watching(app, caller, scene.matchId);
    forget();
    const { matchId, organizer } = scene;
    const { userId } = caller;
    await kickViewer(opened.openMute(), organizer, { matchId, userId, reason: 'Spoilers' });
    await app.rooms.beat();
    expect(await watch.nextOther()).toEqual({ type: 'KICKED', reason: 'Spoilers' });
    expect(await grantOf(userId)).toBeNull();
  });

  test('but no more than there are free places, of which those who come anew may have taken some', async () => {
    scene = await addStreamed(app, { isFree: true });
    const { matchId } = scene;
    const watches = [];
    for (const by of [callerOf(), callerOf()]) {
      await joinStream(app, by, { matchId });
      watches.push(await watching(app, by, matchId));
    }
    forget();
    await joinStream(app, callerOf(), { matchId });
    await app.rooms.beat();
    const ended = await Promise.race(watches.map((watch) => watch.nextOther()));
    expect(ended).toEqual({ type: 'ENDED', reason: 'GRANT_LOST' });
    await expect.poll(() => countOf(app, scene)).toBe(1);
    for (const watch of watches) await watch.leave();
  });

  test('waits while tickets does not answer, and is told of once in the log', async () => {
    const { caller } = await someone();
    const watch = await watching(app, caller, scene.matchId);
    forget();
    opened.tickets.silence();
    const { asked } = opened.tickets;
    for (let beat = 1; beat <= 3; beat += 1) {
      asked.splice(0);
      await app.rooms.beat();
      await expect.poll(() => asked.length).toBe(1);
    }
    expect(await countOf(app, scene)).toBe(0);
    opened.tickets.silence(false);
    await expect
      .poll(async () => {
        await app.rooms.beat();
        return countOf(app, scene);
      })
      .toBe(1);
    expect(opened.warnings).toEqual(['viewers wait to be admitted again']);
    await watch.leave();
  });

  test('asks tickets for some at a time, however many there are', async () => {
    const { tickets } = opened;
    const watches = [];
    for (let count = 0; count < 80; count += 1)
      watches.push(await watching(app, (await someone()).caller, scene.matchId));
    let [underWay, most] = [0, 0];
    tickets.meanwhile(async () => {
      most = Math.max(most, (underWay += 1));
      await new Promise(setImmediate);
      underWay -= 1;
    });
    forget();
    await app.rooms.beat();
    await expect.poll(() => countOf(app, scene)).toBe(80);
    tickets.meanwhile();
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(32);
    for (const watch of watches) await watch.leave();
  });
});

import type { SQL } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import { leaveStream } from '../src/domain/leave-stream.ts';
import { Rooms } from '../src/domain/watching/rooms.ts';
import { addStreamed, countOf, joined, matchEvent, tell, watching, type Told } from './fixtures.ts';
import { openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let app: App;
let mute: App;
let scene: Awaited<ReturnType<typeof addStreamed>>;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp();
  mute = opened.openMute();
});
beforeEach(async () => {
  scene = await addStreamed(app);
});
afterAll(() => opened[Symbol.asyncDispose]());

const someone = () => joined(app, opened.tickets, scene);
type Someone = Awaited<ReturnType<typeof someone>>;

const told = {
  'a kick': ({ caller: { userId } }: Someone) =>
    kickViewer(mute, scene.organizer, { matchId: scene.matchId, userId, reason: 'Spoilers' }),
  'a ban from the tournament': ({ caller: { userId } }: Someone) =>
    tellMute({
      name: 'tournaments.person-banned',
      payload: { tournamentId: scene.tournamentId, userId, revision: 1, refund: false },
    }),
  'the invalidation of a ticket': ({ ticket }: Someone) =>
    tellMute({
      name: 'tickets.invalidated',
      payload: {
        ticketId: ticket.id,
        type: 'VIEWER',
        tournamentId: scene.tournamentId,
        matchId: scene.matchId,
        ownerId: ticket.userId,
        reason: 'REFUNDED',
      },
    }),
  'leaving in another window': ({ caller }: Someone) => leaveStream(mute, caller, scene.matchId),
  'the end of the match': () => tellMute(matchEvent(scene, 'finished')),
  'the end of the tournament': () =>
    tellMute({ name: 'tournaments.canceled', payload: { tournamentId: scene.tournamentId } }),
};
const tellMute = (event: Told) => tell(mute, event);

describe('news that nobody heard is caught by the next beat:', () => {
  test.each([
    ['a kick', { type: 'KICKED', reason: 'Spoilers' }],
    ['a ban from the tournament', { type: 'KICKED', reason: null }],
    ['the invalidation of a ticket', { type: 'ENDED', reason: 'TICKET_INVALID' }],
    ['leaving in another window', { type: 'ENDED', reason: 'GRANT_LOST' }],
    ['the end of the match', { type: 'ENDED', reason: null }],
    ['the end of the tournament', { type: 'ENDED', reason: null }],
  ] as const)('%s', async (what, end) => {
    const [one, bystander] = [await someone(), await someone()];
    const { userId } = one.caller;
    const watch = await watching(app, one.caller, scene.matchId);
    const other = await watching(app, bystander.caller, scene.matchId);
    await told[what](one);
    expect(await countOf(app, scene)).toBe(2);
    await app.rooms.beat();
    expect(await watch.nextOther()).toEqual(end);
    expect(await watch.next()).toBe('over');
    const isOver = what.startsWith('the end');
    await expect.poll(() => countOf(app, scene)).toBe(isOver ? 0 : 1);
    expect(await app.presence.findGrants(userId, [scene])).toEqual([null]);
    await app.rooms.beat();
    expect(await countOf(app, scene)).toBe(isOver ? 0 : 1);
    if (isOver) expect(await other.nextOther()).toEqual(end);
    else await other.leave();
  });
});

/** The same app, whose statements of its own making are done by something else. */
const withExecute = (execute: (query: SQL) => unknown): App => ({
  ...app,
  db: Object.assign(Object.create(app.db) as App['db'], { execute }),
});

test('one statement looks after all who watch by a process', async () => {
  let statements = 0;
  const counting = withExecute((query) => {
    statements += 1;
    return app.db.execute(query);
  });
  const rooms = new Rooms(counting);
  for (let count = 0; count < 3; count += 1) {
    scene = await addStreamed(app);
    for (let people = 0; people < 2; people += 1) await rooms.watch(scene, (await someone()).caller.userId);
  }
  await rooms.beat();
  expect(statements).toBe(1);
  await rooms.stop();
});

test('while the database cannot be asked, a beat keeps those who watch all the same, and fails', async () => {
  const { caller } = await someone();
  let kept = 0;
  const { presence } = app;
  const blind = withExecute(() => Promise.reject(new Error('The database is away')));
  const keep: typeof presence.keep = (...given) => {
    kept += 1;
    return presence.keep(...given);
  };
  const rooms = new Rooms({ ...blind, presence: { ...presence, keep } });
  await rooms.watch(scene, caller.userId);
  kept = 0;
  await expect(rooms.beat()).rejects.toThrow('The database is away');
  expect(kept).toBe(1);
  await rooms.stop();
});

import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { leaveStream } from '../src/domain/leave-stream.ts';
import { addStreamed, countOf, joined, viewerTicket, watching } from './fixtures.ts';
import { joinsOf } from './joins.ts';
import { callerOf, GRANT_TTL_MS, openApps, type OpenedApps } from './streams-app.ts';

let opened: OpenedApps;
let app: App;
let scene: Awaited<ReturnType<typeof addStreamed>>;
let me: ReturnType<typeof callerOf>;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp({ freeViewerLimit: 3 });
});
beforeEach(async () => {
  scene = await addStreamed(app);
  me = callerOf();
  opened.tickets.asked.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

const { join, grantOf, playerTicket } = joinsOf(() => ({ app, tickets: opened.tickets, scene, me }));

describe('who is admitted', () => {
  test('the staff without a ticket, and tickets is not asked', async () => {
    const { organizer } = scene;
    const access = await join(null, { by: organizer });
    expect(access).toMatchObject({ role: 'STAFF', ticketId: null, matchId: scene.matchId });
    expect(await join('anything', { by: organizer })).toMatchObject({ id: access.id, role: 'STAFF' });
    expect(await grantOf(organizer.userId)).toMatchObject({ role: 'STAFF', isFree: false });
    expect(opened.tickets.asked).toEqual([]);
  });

  test('a player by their ticket for the tournament, who is checked in by it', async () => {
    const { id, code } = playerTicket();
    expect(await join(code)).toMatchObject({ role: 'PARTICIPANT', ticketId: id });
    const { tournamentId } = scene;
    const check = {
      type: 'PARTICIPANT',
      userId: me.userId,
      tournamentId,
      matchId: null,
      code,
      checkIn: true,
    };
    expect(opened.tickets.asked).toEqual([check]);
  });

  test('a viewer by their ticket for the match', async () => {
    const { id, code } = viewerTicket(opened.tickets, scene, me.userId);
    expect(await join(code)).toMatchObject({ role: 'VIEWER', ticketId: id });
    const { tournamentId, matchId } = scene;
    const check = { type: 'VIEWER', userId: me.userId, tournamentId, matchId, code, checkIn: false };
    expect(opened.tickets.asked.at(-1)).toEqual(check);
    expect(await grantOf()).toMatchObject({ role: 'VIEWER', isFree: false });
  });

  test('anybody where watching is free', async () => {
    scene = await addStreamed(app, { isFree: true });
    expect(await join()).toMatchObject({ role: 'VIEWER', ticketId: null });
    expect(await grantOf()).toMatchObject({ role: 'VIEWER', isFree: true });
    expect(opened.tickets.asked).toEqual([]);
  });
});

describe('who joins again', () => {
  test('keeps the grant that they have, for its time again', async () => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    const first = await join(code);
    opened.advance(GRANT_TTL_MS - 1_000);
    expect(await join(code)).toEqual(first);
    opened.advance(GRANT_TTL_MS - 1_000);
    expect(await grantOf()).toMatchObject({ role: 'VIEWER', grantedAt: first.grantedAt });
  });

  test('after it has lapsed gets another, under the same id', async () => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    const first = await join(code);
    opened.advance(GRANT_TTL_MS + 1);
    expect(await grantOf()).toBeNull();
    const again = await join(code);
    expect(again.id).toBe(first.id);
    expect(again.grantedAt.getTime()).toBeGreaterThan(first.grantedAt.getTime());
  });

  test('by another ticket has another role', async () => {
    await join(viewerTicket(opened.tickets, scene, me.userId).code);
    const { id, code } = playerTicket();
    expect(await join(code)).toMatchObject({ role: 'PARTICIPANT', ticketId: id });
    expect(await grantOf()).toMatchObject({ role: 'PARTICIPANT' });
  });

  test('many times at once has one grant', async () => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    const all = await Promise.all(Array.from({ length: 8 }, () => join(code)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(new Set(all.map(({ grantedAt }) => grantedAt.getTime())).size).toBe(1);
  });
});

describe('where watching is free', () => {
  const others = (count: number) => Array.from({ length: count }, () => callerOf());
  beforeEach(async () => {
    scene = await addStreamed(app, { isFree: true });
  });

  test('no more are admitted than there are places, however many come at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      scene = await addStreamed(app, { isFree: true });
      const outcomes = await tally(others(20).map((by) => join(null, { by })));
      expect(outcomes).toEqual({ done: 3, 'CONFLICT STREAM_FULL': 17 });
    }
  });

  test('who has a place keeps it; staff and those with a ticket take none', async () => {
    for (const by of others(2)) await join(null, { by });
    await join();
    expect(await refusalOf(join(null, { by: callerOf() }))).toBe('CONFLICT STREAM_FULL');
    await join();
    await join(null, { by: scene.organizer });
    await joined(app, opened.tickets, scene);
    const player = callerOf();
    expect(await join(playerTicket(player.userId).code, { by: player })).toMatchObject({
      role: 'PARTICIPANT',
    });
  });

  test('a place is free again once its holder leaves, and once they have let it lapse', async () => {
    for (const by of others(2)) await join(null, { by });
    await join();
    const [next, last] = [callerOf(), callerOf()];
    await leaveStream(app, me, scene.matchId);
    await join(null, { by: next });
    expect(await refusalOf(join(null, { by: last }))).toBe('CONFLICT STREAM_FULL');
    opened.advance(GRANT_TTL_MS + 1);
    await join(null, { by: last });
  });

  test('each match has places of its own', async () => {
    for (const by of others(3)) await join(null, { by });
    const second = await addStreamed(app, scene);
    expect(await join(null, { at: second })).toMatchObject({ matchId: second.matchId });
  });
});

describe('while the database fails', () => {
  const failing = (): App => {
    const transaction = () => Promise.reject(new Error('The database is away'));
    return { ...app, db: Object.assign(Object.create(app.db) as App['db'], { transaction }) };
  };
  const joinInVain = async () => {
    const joining = joinStream(failing(), me, { matchId: scene.matchId });
    await expect(joining).rejects.toThrow('The database is away');
  };
  beforeEach(async () => {
    scene = await addStreamed(app, { isFree: true });
  });

  test('who joins gets neither a grant nor a place', async () => {
    await joinInVain();
    expect(await grantOf()).toBeNull();
    for (let count = 0; count < 3; count += 1) await join(null, { by: callerOf() });
  });

  test('who watches, and joins again, goes on', async () => {
    const { grantedAt } = await join();
    const watch = await watching(app, me, scene.matchId);
    opened.advance(1_000);
    await joinInVain();
    expect(await grantOf()).toMatchObject({ grantedAt });
    expect(await countOf(app, scene)).toBe(1);
    await watch.leave();
  });
});

describe('leaving', () => {
  test('gives up the grant at once, and harms nobody who has none', async () => {
    const { caller } = await joined(app, opened.tickets, scene, me);
    expect(await leaveStream(app, caller, scene.matchId)).toBe(true);
    expect(await grantOf()).toBeNull();
    expect(await leaveStream(app, caller, scene.matchId)).toBe(true);
    expect(await leaveStream(app, callerOf(), scene.matchId)).toBe(true);
    expect(await leaveStream(app, callerOf(), newId())).toBe(true);
    expect(await faultsOf(leaveStream(app, me, 'x'))).toEqual(['matchId']);
  });

  test('is no ban', async () => {
    const { ticket } = await joined(app, opened.tickets, scene, me);
    await leaveStream(app, me, scene.matchId);
    expect(await join(ticket.code)).toMatchObject({ role: 'VIEWER', revocation: null });
    expect(await grantOf()).toMatchObject({ role: 'VIEWER' });
  });
});

import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf, tally } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { leaveStream } from '../src/domain/leave-stream.ts';
import { removeStream } from '../src/domain/remove-stream.ts';
import {
  addMatch,
  addStreamed,
  attendanceOf,
  joined,
  matchEvent,
  tell,
  viewerTicket,
  type Scene,
} from './fixtures.ts';
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

const join = (
  ticketCode: string | null = null,
  { at = scene, by = me }: { at?: Scene; by?: typeof me } = {},
) => joinStream(app, by, { matchId: at.matchId, ticketCode });
const grantOf = async (userId = me.userId, at: Scene = scene) =>
  (await app.presence.findGrants(userId, [at]))[0];
const playerTicket = (userId = me.userId, { tournamentId }: Scene = scene) =>
  opened.tickets.issue({ type: 'PARTICIPANT', tournamentId, matchId: null, userId });
const ban = (name: 'person-banned' | 'ban-lifted', revision: number) => {
  const payload = { tournamentId: scene.tournamentId, userId: me.userId, revision };
  return name === 'person-banned'
    ? tell(app, { name: `tournaments.${name}`, payload: { ...payload, refund: false } })
    : tell(app, { name: `tournaments.${name}`, payload });
};

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

describe('refused, and nothing granted:', () => {
  /** How the caller is refused, whom nothing is left with then. */
  const refusal = async (...given: Parameters<typeof join>) => {
    const refused = await refusalOf(join(...given));
    const at = given[1]?.at ?? scene;
    expect(await grantOf(me.userId, at)).toBeNull();
    expect(await attendanceOf(app, at.matchId, me.userId)).toBeUndefined();
    return refused;
  };

  test('the anonymous', async () => {
    const anonymous = { ...me, userId: null, sessionId: null } as unknown as typeof me;
    expect(await refusalOf(join(null, { by: anonymous }))).toBe('UNAUTHENTICATED');
  });

  test('an unknown match, and what is no id', async () => {
    expect(await refusal(null, { at: { ...scene, matchId: newId() } })).toBe('NOT_FOUND');
    expect(await faultsOf(joinStream(app, me, { matchId: 'x' }))).toEqual(['input.matchId']);
  });

  test('a code that is none', async () => {
    for (const code of ['', 'x'.repeat(4_096), 'TKT\u0000', 'TKT\n1'])
      expect(await faultsOf(join(code)), code.slice(0, 9)).toEqual(['input.ticketCode']);
  });

  test('a match that has no stream yet, and one that has none any more', async () => {
    const bare = await addMatch(app, { isFree: true });
    expect(await refusal(null, { at: bare })).toBe('CONFLICT NO_STREAM');
    await removeStream(app, scene.organizer, scene.stream.id);
    expect(await refusal(viewerTicket(opened.tickets, scene, me.userId).code)).toBe('CONFLICT NO_STREAM');
  });

  test.each(['finished', 'canceled'] as const)('a match that is %s', async (what) => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    await tell(app, matchEvent(scene, what));
    expect(await refusal(code)).toBe('CONFLICT INVALID_STATE');
    expect(await refusalOf(join(null, { by: scene.organizer }))).toBe('CONFLICT INVALID_STATE');
  });

  test.each(['finished', 'canceled'] as const)('a match of a tournament that is %s', async (what) => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    const { tournamentId } = scene;
    await tell(app, { name: `tournaments.${what}`, payload: { tournamentId } });
    expect(await refusal(code)).toBe('CONFLICT INVALID_STATE');
  });

  test('no ticket, where one is needed', async () => {
    expect(await refusal()).toBe('TICKET_INVALID REQUIRED');
  });

  test('another’s ticket, one of another match or tournament, one that is not valid any more, and a made-up code', async () => {
    const { tickets } = opened;
    const elsewhere = await addStreamed(app);
    const sameTournament = await addStreamed(app, scene);
    const old = viewerTicket(tickets, scene, me.userId);
    old.isValid = false;
    for (const code of [
      viewerTicket(tickets, scene, newId()).code,
      playerTicket(newId()).code,
      viewerTicket(tickets, elsewhere, me.userId).code,
      viewerTicket(tickets, sameTournament, me.userId).code,
      playerTicket(me.userId, elsewhere).code,
      old.code,
      'TKT-20260101000000-AAAAAA',
    ]) {
      expect(await refusal(code)).toBe('TICKET_INVALID NOT_VALID');
    }
  });

  test('a faulty ticket, also where watching is free', async () => {
    scene = await addStreamed(app, { isFree: true });
    expect(await refusal('TKT-20260101000000-AAAAAA')).toBe('TICKET_INVALID NOT_VALID');
  });

  test('roles failing open on a null reply: nobody is admitted while tickets does not answer', async () => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    opened.tickets.silence();
    expect(await refusal(code)).toBe('SUBGRAPH_UNAVAILABLE');
    opened.tickets.silence(false);
    expect(await join(code)).toMatchObject({ role: 'VIEWER' });
  });

  test('who is banned from the tournament, until the ban is lifted; the newest news counts', async () => {
    const { code } = viewerTicket(opened.tickets, scene, me.userId);
    await ban('person-banned', 1);
    expect(await refusal(code)).toBe('FORBIDDEN BANNED');
    await ban('ban-lifted', 2);
    await ban('person-banned', 1);
    expect(await join(code)).toMatchObject({ role: 'VIEWER' });
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

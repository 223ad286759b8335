import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { removeStream } from '../src/domain/remove-stream.ts';
import { addMatch, addStreamed, attendanceOf, matchEvent, tell, viewerTicket } from './fixtures.ts';
import { joinsOf } from './joins.ts';
import { callerOf, openApps, type OpenedApps } from './streams-app.ts';

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
const ban = (name: 'person-banned' | 'ban-lifted', revision: number) => {
  const payload = { tournamentId: scene.tournamentId, userId: me.userId, revision };
  return name === 'person-banned'
    ? tell(app, { name: `tournaments.${name}`, payload: { ...payload, refund: false } })
    : tell(app, { name: `tournaments.${name}`, payload });
};

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

import type { EventPayload } from '@arena/events';
import { refusalOf } from '@arena/testing';
import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { joinStream } from '../src/domain/join-stream.ts';
import { kickViewer } from '../src/domain/kick-viewer.ts';
import {
  addStreamed,
  attendanceOf,
  joined,
  matchEvent,
  tell,
  viewerTicket,
  type Scene,
  type Told,
} from './fixtures.ts';
import type { FakeTicket } from './fake-tickets.ts';
import { callerOf, openApps, type OpenedApps } from './streams-app.ts';

const ROUNDS = process.env['ARENA_FULL'] === '1' ? 200 : 25;

let opened: OpenedApps;
let app: App;
let other: App;

beforeAll(async () => {
  opened = await openApps();
  app = opened.openApp();
  other = opened.openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

type Someone = { scene: Scene; caller: ReturnType<typeof callerOf>; ticket: FakeTicket };

const eventOf = ({ scene: { tournamentId, matchId }, ticket: { id: ticketId, userId } }: Someone) => ({
  tournamentId,
  ticketId,
  matchId,
  type: 'VIEWER' as const,
  userId,
});

const invalidated = (someone: Someone): Told => {
  const { userId: ownerId, ...ticket } = eventOf(someone);
  return { name: 'tickets.invalidated', payload: { ...ticket, ownerId, reason: 'REFUNDED' } };
};
const transferred = (someone: Someone): Told => {
  const { userId: fromUserId, ...ticket } = eventOf(someone);
  return { name: 'tickets.transferred', payload: { ...ticket, fromUserId, toUserId: newId() } };
};
const disputed = (
  someone: Someone,
  { outcome = 'OPEN', revision = 1 }: Partial<EventPayload<'payments.disputed'>> = {},
): Told => {
  const { userId: buyerId, type: _, ...ticket } = eventOf(someone);
  const money = { amountMinor: 500_000, currency: 'COP' };
  // one payment for each ticket
  const checkoutId = ticket.ticketId;
  const checkout = { checkoutId, buyerId, type: 'VIEWER_SALE' as const, ...money };
  return { name: 'payments.disputed', payload: { ...checkout, ...ticket, outcome, revision } };
};
const banned = ({ scene: { tournamentId }, caller: { userId } }: Someone): Told => ({
  name: 'tournaments.person-banned',
  payload: { tournamentId, userId, revision: 1, refund: false },
});

/** Tickets knows before it tells. */
function withdraw({ ticket }: Someone, told: Told): Promise<void> {
  ticket.isValid = false;
  return tell(other, told);
}

/** What takes somebody's access, by another process. */
const WAYS: Record<string, (someone: Someone) => Promise<unknown>> = {
  'a kick': ({ scene: { matchId, organizer }, caller: { userId } }) =>
    kickViewer(other, organizer, { matchId, userId }),
  'the invalidation of a ticket': (someone) => withdraw(someone, invalidated(someone)),
  'the transfer of a ticket': (someone) => withdraw(someone, transferred(someone)),
  'the dispute of a payment': (someone) => withdraw(someone, disputed(someone)),
  'a ban from the tournament': (someone) => tell(other, banned(someone)),
  'the end of the match': ({ scene }) => tell(other, matchEvent(scene, 'finished')),
  'the end of the tournament': ({ scene: { tournamentId } }) =>
    tell(other, { name: 'tournaments.canceled', payload: { tournamentId } }),
};

async function someone(scene?: Scene): Promise<Someone> {
  const at = scene ?? (await addStreamed(app));
  const caller = callerOf();
  return { scene: at, caller, ticket: viewerTicket(opened.tickets, at, caller.userId) };
}

const join = ({ scene: { matchId }, caller, ticket }: Someone) =>
  joinStream(app, caller, { matchId, ticketCode: ticket.code });

/** Nothing is left of somebody's access: neither a grant nor an admission. */
async function expectOut({ scene, caller: { userId } }: Someone, isOver: boolean) {
  expect(await app.presence.findGrants(userId, [scene])).toEqual([null]);
  if (isOver) return;
  const attendance = await attendanceOf(app, scene.matchId, userId);
  if (attendance) expect(attendance.revocation).not.toBeNull();
}

test.each(Object.entries(WAYS))('of a join and %s at once none is left admitted', async (name, take) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const one = await someone();
    // tickets was still fine with it, or is not asked in time
    const wait = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 12));
    const taking = wait().then(() => take(one));
    await Promise.allSettled([wait().then(() => join(one)), taking]);
    await taking;
    await expectOut(one, name.startsWith('the end'));
  }
});

test.each(Object.entries(WAYS))(
  'who was found to have a good ticket just before %s is refused after it',
  async (name, take) => {
    const one = await someone();
    opened.tickets.meanwhile(() => take(one));
    const refusal = await refusalOf(join(one));
    opened.tickets.meanwhile();
    expect(['FORBIDDEN BANNED', 'TICKET_INVALID NOT_VALID', 'CONFLICT INVALID_STATE']).toContain(refusal);
    expect(await app.presence.findGrants(one.caller.userId, [one.scene])).toEqual([null]);
    expect(await attendanceOf(app, one.scene.matchId, one.caller.userId)).toBeUndefined();
    await expectOut(one, name.startsWith('the end'));
  },
);

test.each(Object.entries(WAYS))('%s takes what was granted, and no other’s', async (name, take) => {
  const scene = await addStreamed(app);
  const [one, bystander] = [await someone(scene), await joined(app, opened.tickets, scene)];
  await join(one);
  await take(one);
  await expectOut(one, name.startsWith('the end'));
  const isLeft = (await app.presence.findGrants(bystander.caller.userId, [scene]))[0] !== null;
  expect(isLeft).toBe(!name.startsWith('the end'));
});

test('a role that is lost while staff join is not granted', async () => {
  const subadmin = callerOf();
  for (let round = 0; round < ROUNDS; round += 1) {
    const scene = await addStreamed(app);
    const { tournamentId, matchId, organizer } = scene;
    const staff = (revision: number, userIds: string[]) =>
      tell(other, {
        name: 'tournaments.staff-changed',
        payload: { tournamentId, revision, staff: userIds.map((userId) => ({ userId, role: 'SUBADMIN' })) },
      });
    await staff(1, [organizer.userId, subadmin.userId]);
    const joining = joinStream(app, subadmin, { matchId });
    await Promise.allSettled([joining, staff(2, [organizer.userId])]);
    expect(await app.presence.findGrants(subadmin.userId, [scene])).toEqual([null]);
    const attendance = await attendanceOf(app, matchId, subadmin.userId);
    expect(attendance?.revocation ?? 'ROLE_LOST').toBe('ROLE_LOST');
  }
});

test('whom a ticket was passed on to joins by it while that is told', async () => {
  const one = await someone();
  const heir = callerOf();
  one.ticket.userId = heir.userId;
  opened.tickets.meanwhile(() =>
    tell(other, transferred({ ...one, ticket: { ...one.ticket, userId: one.caller.userId } })),
  );
  const access = await joinStream(app, heir, { matchId: one.scene.matchId, ticketCode: one.ticket.code });
  opened.tickets.meanwhile();
  expect(access).toMatchObject({ role: 'VIEWER', revocation: null });
});

test('a ticket whose dispute is won admits again, whatever older news comes after that', async () => {
  const one = await someone();
  await join(one);
  await withdraw(one, disputed(one));
  await expectOut(one, false);
  one.ticket.isValid = true;
  await tell(other, disputed(one, { outcome: 'WON', revision: 2 }));
  expect(await join(one)).toMatchObject({ revocation: null });
  await tell(other, disputed(one));
  expect(await app.presence.findGrants(one.caller.userId, [one.scene])).toMatchObject([{ role: 'VIEWER' }]);
});

test.each(['OPEN', 'LOST'] as const)(
  'a ticket whose dispute is %s admits nobody, though tickets may not have heard of it',
  async (outcome) => {
    const one = await someone();
    await tell(other, disputed(one, { outcome }));
    expect(await refusalOf(join(one))).toBe('TICKET_INVALID NOT_VALID');
    await expectOut(one, false);
    await tell(other, disputed(one, { outcome: 'LOST_IN_PART', revision: 2 }));
    expect(await join(one)).toMatchObject({ role: 'VIEWER' });
  },
);

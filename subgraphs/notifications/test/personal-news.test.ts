import type { EventPayload } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { count } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mails, notifications } from '../src/db/schema.ts';
import type { Kind } from '../src/domain/kinds.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf } from './read-told.ts';
import { addPerson, tell, type Told } from './told-news.ts';
import { createdEvent, giveSeat } from './tournament-people.ts';

let opened: OpenedApp;
let userId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  userId = await addPerson(opened);
  await opened.work();
  opened.mails.sent.splice(0);
});
afterAll(() => opened[Symbol.asyncDispose]());

const tournamentId = newId();
const matchId = newId();
const ticketId = newId();
const requestId = newId();

const checkout = (
  type: EventPayload<'payments.failed'>['type'] = 'PARTICIPANT_SALE',
): EventPayload<'payments.succeeded'> => ({
  ...{ checkoutId: newId(), buyerId: userId, type, tournamentId, matchId: null, ticketId: null },
  ...{ amountMinor: 2_000_000, currency: 'COP' },
});

const ticket = (type: 'PARTICIPANT' | 'VIEWER' = 'PARTICIPANT') => ({
  ...{ ticketId, type, tournamentId, matchId: type === 'VIEWER' ? matchId : null },
});

type Case = {
  event: () => Told;
  kind: Kind;
  /** what is kept of it */
  params: object;
  about?: object;
  inApp?: false;
  byMail?: false;
};

const CASES: Record<string, Case> = {
  'an address to be verified': {
    event: () => ({ name: 'users.email-verification-requested', payload: { userId, requestId } }),
    kind: 'EMAIL_VERIFICATION',
    params: { requestId },
  },
  'a password forgotten, by e-mail alone': {
    event: () => ({ name: 'users.password-reset-requested', payload: { userId, requestId } }),
    kind: 'PASSWORD_RESET',
    params: { requestId },
    inApp: false,
  },
  'a password changed': {
    event: () => ({ name: 'users.password-changed', payload: { userId } }),
    kind: 'SECURITY',
    params: { cause: 'PASSWORD_CHANGED' },
  },
  'an account suspended': {
    event: () => ({ name: 'users.suspended', payload: { userId } }),
    kind: 'SECURITY',
    params: { cause: 'SUSPENDED' },
  },
  'a seat': {
    event: () => ({ name: 'tickets.issued', payload: { ...ticket(), ownerId: userId, checkoutId: null } }),
    kind: 'TICKET_ISSUED',
    params: { type: 'PARTICIPANT', isTransferred: false },
    about: { ticketId, tournamentId, matchId: null },
  },
  'a ticket to watch': {
    event: () => ({
      name: 'tickets.issued',
      payload: { ...ticket('VIEWER'), ownerId: userId, checkoutId: newId() },
    }),
    kind: 'TICKET_ISSUED',
    params: { type: 'VIEWER', isTransferred: false },
    about: { ticketId, tournamentId, matchId },
  },
  'a ticket that another had': {
    event: () => ({
      name: 'tickets.transferred',
      payload: { ...ticket(), fromUserId: newId(), toUserId: userId },
    }),
    kind: 'TICKET_ISSUED',
    params: { type: 'PARTICIPANT', isTransferred: true },
    about: { ticketId, tournamentId },
  },
  'a ticket on offer': {
    event: () => ({
      name: 'tickets.offered',
      payload: {
        ...{ offerId: newId(), ticketId, tournamentId, fromUserId: newId(), toUserId: userId },
        expiresAt: '2030-01-01T10:00:00.000Z',
      },
    }),
    kind: 'TICKET_OFFERED',
    params: { expiresAt: '2030-01-01T10:00:00.000Z' },
    about: { ticketId, tournamentId },
  },
  'a ticket lost': {
    event: () => ({
      name: 'tickets.invalidated',
      payload: { ...ticket(), ownerId: userId, reason: 'BANNED' },
    }),
    kind: 'TICKET_CANCELED',
    params: { type: 'PARTICIPANT', reason: 'BANNED' },
    about: { ticketId, tournamentId },
  },
  'a payment refused': {
    event: () => ({ name: 'payments.failed', payload: { ...checkout(), reason: 'CARD_DECLINED' } }),
    kind: 'PAYMENT_FAILED',
    params: { amountMinor: 2_000_000, currency: 'COP', reason: 'CARD_DECLINED' },
    about: { tournamentId },
  },
  'a payment gone back': {
    event: () => ({ name: 'payments.refunded', payload: { ...checkout(), reason: 'REFUNDED' } }),
    kind: 'PAYMENT_REFUNDED',
    params: { amountMinor: 2_000_000, currency: 'COP', reason: 'REFUNDED' },
  },
  'a donation arrived': {
    event: () => ({ name: 'payments.succeeded', payload: checkout('DONATION') }),
    kind: 'DONATION_CONFIRMED',
    params: { amountMinor: 2_000_000, currency: 'COP' },
    about: { tournamentId },
  },
  'being sent away': {
    event: () => ({
      name: 'streams.viewer-kicked',
      payload: { matchId, tournamentId, userId, reason: 'Insults' },
    }),
    kind: 'KICKED',
    params: { reason: 'Insults' },
    about: { matchId, tournamentId },
    byMail: false,
  },
};

const stored = async () => ({
  notifications: (await opened.db.select({ n: count() }).from(notifications))[0]?.n,
  mails: (await opened.db.select({ n: count() }).from(mails))[0]?.n,
});

describe('whom it concerns, and nobody else, is told once of', () => {
  test.each(Object.entries(CASES))(
    '%s',
    async (_what, { event, kind, params, about = {}, inApp = true, byMail = true }) => {
      const before = await stored();
      const id = newId();
      const told = event();
      for (let time = 1; time <= 3; time += 1) await tell(opened, told, id);
      const after = await stored();
      expect(after).toEqual({
        notifications: Number(before.notifications) + (inApp ? 1 : 0),
        mails: Number(before.mails) + (byMail ? 1 : 0),
      });
      const [newest] = await inboxOf(opened, userId);
      if (inApp) expect(newest).toMatchObject({ kind, params, readAt: null, ...about });
      else expect(newest?.kind).toBe('WELCOME');
    },
  );
});

test('somebody new is welcomed once, by e-mail too, however often it is told that they have registered', async () => {
  const id = newId();
  for (let time = 1; time <= 3; time += 1) {
    await tell(opened, { name: 'users.registered', payload: { userId: id } }, id);
  }
  expect((await inboxOf(opened, id)).map(({ kind }) => kind)).toEqual(['WELCOME']);
});

test('a sale that has succeeded is told by its ticket alone', async () => {
  const before = await stored();
  await tell(opened, { name: 'payments.succeeded', payload: checkout() });
  await tell(opened, { name: 'payments.succeeded', payload: checkout('VIEWER_SALE') });
  expect(await stored()).toEqual(before);
});

test('the same that happens twice is told twice: a ticket that goes and comes back', async () => {
  const { payload } = createdEvent();
  const seat = await giveSeat(opened, { tournamentId: payload.tournamentId, ownerId: userId });
  const other = await addPerson(opened);
  const pass = (fromUserId: string, toUserId: string) =>
    tell(opened, {
      name: 'tickets.transferred',
      payload: {
        ...{ ticketId: seat, type: 'PARTICIPANT', tournamentId: payload.tournamentId, matchId: null },
        ...{ fromUserId, toUserId },
      },
    });
  await pass(userId, other);
  await pass(other, userId);
  expect((await inboxOf(opened, userId)).map(({ kind }) => kind)).toEqual([
    'TICKET_ISSUED',
    'TICKET_ISSUED',
    'WELCOME',
  ]);
});

test('an event for somebody whom users does not know is kept, and its mail is given up', async () => {
  const nobody = newId();
  await tell(opened, { name: 'users.password-changed', payload: { userId: nobody } });
  await opened.work();
  expect((await inboxOf(opened, nobody)).map(({ kind }) => kind)).toEqual(['SECURITY']);
  expect(opened.mails.tried.filter(({ to }) => to.userId === nobody)).toEqual([]);
});

test('no secret is kept: neither a token nor a code', async () => {
  await tell(opened, createdEvent({ tournamentId }));
  opened.domains.tokens.set(requestId, { token: 'the-token', userId, expiresAt: '2030-01-01T00:00:00Z' });
  opened.domains.codes.set(ticketId, { code: 'TKT-SECRET', ownerId: userId });
  await tell(opened, { name: 'users.password-reset-requested', payload: { userId, requestId } });
  await tell(opened, { name: 'tickets.issued', payload: { ...ticket(), ownerId: userId, checkoutId: null } });
  await opened.work();
  const secrets = opened.mails.sentTo(userId).map(({ secret }) => secret);
  expect(secrets).toEqual(expect.arrayContaining(['the-token', 'TKT-SECRET']));
  const all = JSON.stringify([
    await opened.db.select().from(notifications),
    await opened.db.select().from(mails),
  ]);
  expect(all).not.toContain('the-token');
  expect(all).not.toContain('TKT-SECRET');
});

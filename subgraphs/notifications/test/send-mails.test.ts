import { newId } from '@arena/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { nextMailAt } from '../src/db/due-mail-store.ts';
import { mails, type MailRow } from '../src/db/schema.ts';
import { sendDueMails } from '../src/domain/send-due-mails.ts';
import type { Outcome } from '../src/mail/mail.ts';
import { Crash, openApp, type OpenedApp } from './notifications-app.ts';
import { addPerson, tell } from './told-news.ts';
import { createdEvent, giveSeat } from './tournament-people.ts';

let opened: OpenedApp;
let userId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  await opened.db.delete(mails);
  opened.mails.tried.splice(0);
  opened.mails.sent.splice(0);
  userId = await addPerson(opened);
  await opened.db.delete(mails);
});
afterEach(() => {
  opened.crashAt();
  opened.domains.silence();
  opened.mails.answer();
});
afterAll(() => opened[Symbol.asyncDispose]());

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

const send = () => sendDueMails(opened.app);

/** A mail that waits for the person. */
async function queue(to = userId): Promise<MailRow> {
  const id = newId();
  await tell(opened, { name: 'users.password-changed', payload: { userId: to } }, id);
  return stored(id);
}
async function stored(eventKey: string): Promise<MailRow> {
  const [row] = await opened.db.select().from(mails).where(eq(mails.eventKey, eventKey));
  if (!row) throw new Error('There is no such mail');
  return row;
}
const again = ({ eventKey }: MailRow) => stored(eventKey);

/** Has mails be answered so, one after the other, and be taken over from then on. */
function answerInTurn(...outcomes: Outcome[]): void {
  const left = [...outcomes];
  opened.mails.answer(() => left.shift() ?? 'SENT');
}

describe('a mail that is due', () => {
  test('is sent once, and noted so', async () => {
    const mail = await queue();
    expect(await send()).toBe(true);
    expect(await send()).toBe(true);
    expect(opened.mails.sent).toMatchObject([
      {
        mail: { id: mail.id, userId, kind: 'SECURITY', eventKey: mail.eventKey, secret: null },
        to: { userId, email: `${userId}@arena.example`, displayName: 'Zoe', locale: 'EN' },
      },
    ]);
    expect(await again(mail)).toMatchObject({ state: 'SENT', attempts: 1, reason: null });
    expect(await nextMailAt(opened.db)).toBeNull();
  });

  test('is sent in the person’s language, and tells what things are called by then', async () => {
    const spanish = await addPerson(opened, { locale: 'ES' });
    await opened.db.delete(mails);
    const { payload } = createdEvent();
    await giveSeat(opened, { tournamentId: payload.tournamentId, ownerId: spanish });
    await tell(opened, { name: 'tournaments.created', payload });
    const named = { tournamentId: payload.tournamentId, revision: 1, name: 'Medellin Open' };
    await tell(opened, { name: 'tournaments.updated', payload: named });
    await send();
    expect(opened.mails.sent[0]).toMatchObject({
      to: { locale: 'ES' },
      mail: { kind: 'TICKET_ISSUED', names: { tournament: 'Medellin Open', match: null } },
    });
  });

  test('can be turned off from within, unless it keeps an account safe', async () => {
    await queue();
    const { payload } = createdEvent();
    await tell(opened, { name: 'tournaments.created', payload });
    await giveSeat(opened, { tournamentId: payload.tournamentId, ownerId: userId });
    await send();
    const links = Object.fromEntries(opened.mails.sent.map(({ mail }) => [mail.kind, mail.unsubscribeUrl]));
    expect(links).toEqual({
      SECURITY: null,
      TICKET_ISSUED: `https://arena.example/mail/unsubscribe?token=${userId}.TICKET_ISSUED`,
    });
  });

  test('is sent by one of many who send at once', async () => {
    for (let count = 1; count <= 30; count += 1) await queue();
    await Promise.all(Array.from({ length: 4 }, send));
    const ids = opened.mails.tried.map(({ mail }) => mail.id);
    expect(ids).toHaveLength(30);
    expect(new Set(ids).size).toBe(30);
  });

  test('of one event is one, also when it is queued again after it was sent', async () => {
    const id = newId();
    const told = () => tell(opened, { name: 'users.password-changed', payload: { userId } }, id);
    await told();
    await send();
    await told();
    await send();
    expect(opened.mails.sent).toHaveLength(1);
  });
});

describe('a mail that is not taken over now', () => {
  test('is tried again after a minute, 5, 30, 2 hours, 6 and 24, and then given up with the reason', async () => {
    const mail = await queue();
    opened.mails.answer(() => ({ retry: '451 Try later' }));
    for (const delayMs of [
      MINUTE_MS,
      5 * MINUTE_MS,
      30 * MINUTE_MS,
      2 * HOUR_MS,
      6 * HOUR_MS,
      24 * HOUR_MS,
    ]) {
      await send();
      expect(await again(mail)).toMatchObject({ state: 'QUEUED', reason: '451 Try later' });
      const tried = opened.mails.tried.length;
      opened.advance(delayMs - 1_000);
      await send();
      expect(opened.mails.tried).toHaveLength(tried);
      opened.advance(1_000);
    }
    await send();
    expect(await again(mail)).toMatchObject({ state: 'PARKED', reason: '451 Try later', attempts: 7 });
    opened.advance(48 * HOUR_MS);
    await send();
    expect(opened.mails.tried).toHaveLength(7);
  });

  test('is the same at each try', async () => {
    const mail = await queue();
    answerInTurn({ retry: 'ECONNREFUSED' });
    await send();
    opened.advance(MINUTE_MS);
    await send();
    expect(opened.mails.tried.map((one) => one.mail.id)).toEqual([mail.id, mail.id]);
    expect(await again(mail)).toMatchObject({ state: 'SENT', attempts: 2 });
  });

  test('holds up none of the others', async () => {
    const [bad, good] = [await queue(), await queue()];
    opened.mails.answer(({ mail }) => (mail.id === bad.id ? { retry: '450 Busy' } : 'SENT'));
    await send();
    expect(await again(good)).toMatchObject({ state: 'SENT' });
    expect(await again(bad)).toMatchObject({ state: 'QUEUED' });
  });

  test('since the server is away: the others are not tried before a while has passed', async () => {
    for (let count = 1; count <= 25; count += 1) await queue();
    opened.mails.answer(() => ({ retry: 'ECONNREFUSED', isServerAway: true }));
    expect(await send()).toBe(false);
    const tried = opened.mails.tried.length;
    expect(tried).toBeLessThan(10);
    const untried = await opened.db.$count(mails, and(eq(mails.attempts, 0), eq(mails.state, 'QUEUED')));
    expect(untried).toBe(25 - tried);
    opened.mails.answer();
    expect(await send()).toBe(true);
    expect(opened.mails.sent).toHaveLength(untried);
    opened.advance(MINUTE_MS);
    await send();
    expect(opened.mails.sent).toHaveLength(25);
  });

  test('and as many others alike hold up none, whatever keeps them', async () => {
    const { payload } = createdEvent();
    await tell(opened, { name: 'tournaments.created', payload });
    for (let count = 1; count <= 25; count += 1)
      await giveSeat(opened, { tournamentId: payload.tournamentId, ownerId: userId });
    const ids = { offerId: newId(), ticketId: newId(), tournamentId: payload.tournamentId };
    const between = { fromUserId: newId(), toUserId: userId, expiresAt: '2030-01-01T00:00:00.000Z' };
    await tell(opened, { name: 'tickets.offered', payload: { ...ids, ...between } });
    opened.domains.silence('tickets.code');
    expect(await send()).toBe(true);
    expect(opened.mails.sent.map(({ mail }) => mail.kind)).toEqual(['TICKET_OFFERED']);
  });

  test('for a reason that nobody foresaw is tried again too', async () => {
    const mail = await queue();
    opened.mails.answer(() => {
      throw new TypeError('a mistake in a template');
    });
    await send();
    expect(await again(mail)).toMatchObject({ state: 'QUEUED', reason: 'TypeError' });
    opened.mails.answer();
    opened.advance(MINUTE_MS);
    await send();
    expect(await again(mail)).toMatchObject({ state: 'SENT' });
  });
});

describe('a mail that never will be', () => {
  test('is parked with what the server says, and not tried again', async () => {
    const mail = await queue();
    answerInTurn({ parked: '550 No such user' });
    await send();
    expect(await again(mail)).toMatchObject({ state: 'PARKED', reason: '550 No such user', attempts: 1 });
    opened.advance(48 * HOUR_MS);
    await send();
    expect(opened.mails.tried).toHaveLength(1);
  });

  test.each([
    ['to nobody', 'NO_ACCOUNT', async () => queue(newId())],
    [
      'to somebody who is suspended',
      'INACTIVE',
      async () => queue(await addPerson(opened, { active: false })),
    ],
  ])('%s', async (_what, reason, queued) => {
    const mail = await queued();
    await send();
    expect(await again(mail)).toMatchObject({ state: 'PARKED', reason });
    expect(opened.mails.tried.filter(({ to }) => to.userId === mail.userId)).toEqual([]);
  });

  test('but somebody who is suspended is told of that', async () => {
    const suspended = await addPerson(opened, { active: false });
    await tell(opened, { name: 'users.suspended', payload: { userId: suspended } });
    await send();
    expect(opened.mails.sentTo(suspended)).toMatchObject([
      { kind: 'SECURITY', params: { cause: 'SUSPENDED' } },
    ]);
  });
});

describe('a mail with a secret', () => {
  const requestId = newId();
  const requested = async (): Promise<MailRow> => {
    const id = newId();
    await tell(opened, { name: 'users.password-reset-requested', payload: { userId, requestId } }, id);
    return stored(id);
  };
  const mint = (to: string) =>
    opened.domains.tokens.set(requestId, {
      token: 'the-token',
      userId: to,
      expiresAt: '2030-01-01T00:00:00Z',
    });

  test('asks for it when it is sent', async () => {
    mint(userId);
    await requested();
    expect(opened.domains.asked('users.mint-token')).toEqual([]);
    await send();
    expect(opened.mails.sent).toMatchObject([{ mail: { kind: 'PASSWORD_RESET', secret: 'the-token' } }]);
    expect(opened.domains.asked('users.mint-token')).toEqual([{ requestId, purpose: 'PASSWORD_RESET' }]);
  });

  test('that has expired, or is another’s, is given up', async () => {
    for (const prepare of [() => opened.domains.tokens.delete(requestId), () => mint(newId())]) {
      prepare();
      const mail = await requested();
      await send();
      expect(await again(mail)).toMatchObject({ state: 'PARKED', reason: 'EXPIRED' });
    }
    expect(opened.mails.tried).toEqual([]);
  });

  test('waits while nobody answers', async () => {
    mint(userId);
    opened.domains.silence('users.mint-token');
    const mail = await requested();
    await send();
    expect(await again(mail)).toMatchObject({ state: 'QUEUED', reason: 'SubgraphUnavailable' });
    opened.domains.silence();
    opened.advance(MINUTE_MS);
    await send();
    expect(await again(mail)).toMatchObject({ state: 'SENT' });
  });

  test('that of a ticket which has passed to another is given up; the other has a mail of their own', async () => {
    const other = await addPerson(opened);
    const { payload } = createdEvent();
    const { tournamentId } = payload;
    await tell(opened, { name: 'tournaments.created', payload });
    const ticketId = await giveSeat(opened, { tournamentId, ownerId: userId });
    opened.domains.codes.set(ticketId, { code: 'TKT-NEW', ownerId: other });
    await tell(opened, {
      name: 'tickets.transferred',
      payload: {
        ...{ ticketId, type: 'PARTICIPANT', tournamentId, matchId: null },
        ...{ fromUserId: userId, toUserId: other },
      },
    });
    await send();
    expect(opened.mails.sentTo(userId)).toEqual([]);
    expect(opened.mails.sentTo(other)).toMatchObject([{ kind: 'WELCOME' }, { secret: 'TKT-NEW' }]);
    const [parked] = await opened.db.select().from(mails).where(eq(mails.userId, userId));
    expect(parked).toMatchObject({ state: 'PARKED', reason: 'TICKET_GONE' });
  });
});

test('a mail waits twice for a name that has not been told, and then goes without', async () => {
  await giveSeat(opened, { tournamentId: newId(), ownerId: userId });
  await send();
  opened.advance(MINUTE_MS);
  await send();
  expect(opened.mails.tried).toEqual([]);
  opened.advance(5 * MINUTE_MS);
  await send();
  expect(opened.mails.sent).toMatchObject([{ mail: { names: { tournament: null } } }]);
});

test('while users does not answer all mails wait, and no try of them is lost', async () => {
  opened.domains.silence('users.contacts');
  const sent = await Promise.all(Array.from({ length: 12 }, () => queue()));
  for (let minute = 1; minute <= 20; minute += 1) {
    await send();
    opened.advance(MINUTE_MS);
  }
  for (const mail of sent) expect(await again(mail)).toMatchObject({ state: 'QUEUED', attempts: 0 });
  opened.domains.silence();
  await send();
  expect(opened.mails.sent).toHaveLength(12);
});

describe('a process that dies', () => {
  test('before mails are handed over leaves them to others once the lease is over, and not before', async () => {
    const mail = await queue();
    opened.crashAt('after-mails-taken');
    await expect(send()).rejects.toThrow(Crash);
    opened.crashAt();
    opened.advance(opened.app.settings.mailLeaseMs - 1_000);
    await send();
    expect(opened.mails.tried).toEqual([]);
    opened.advance(1_000);
    await send();
    expect(await again(mail)).toMatchObject({ state: 'SENT', attempts: 2 });
  });

  test('after one is handed over, before that is noted, has it go once more under the same id', async () => {
    const mail = await queue();
    opened.crashAt('after-mail-accepted');
    await expect(send()).rejects.toThrow(Crash);
    opened.crashAt();
    opened.advance(opened.app.settings.mailLeaseMs);
    await send();
    expect(opened.mails.sent.map((one) => one.mail.id)).toEqual([mail.id, mail.id]);
    expect(await again(mail)).toMatchObject({ state: 'SENT' });
  });
});

describe('a mail whose outcome cannot be noted for a moment', () => {
  test('is sent once, and those under way with it too', async () => {
    for (let count = 1; count <= 3; count += 1) await queue();
    let failures = 2;
    const db = new Proxy(opened.db, {
      get: (target, key) => {
        if (key === 'update' && opened.mails.tried.length > 0 && failures > 0) {
          failures -= 1;
          throw new Error('the database is being taken over');
        }
        return Reflect.get(target, key) as unknown;
      },
    });
    expect(await sendDueMails({ ...opened.app, db })).toBe(true);
    expect(failures).toBe(0);
    expect(await opened.db.$count(mails, eq(mails.state, 'SENT'))).toBe(3);
    opened.advance(opened.app.settings.mailLeaseMs);
    await send();
    expect(opened.mails.tried).toHaveLength(3);
  });
});

test('a mail that takes longer than the lease is left to whoever took it', async () => {
  const settings = { ...opened.app.settings, mailLeaseMs: 300 };
  const slow = { ...opened.app, settings };
  const mail = await queue();
  let handOver: () => void = () => {};
  const handedOver = new Promise<void>((resolve) => (handOver = resolve));
  const begun = new Promise<void>((begin) =>
    opened.mails.answer(async (): Promise<Outcome> => {
      begin();
      await handedOver;
      return 'SENT';
    }),
  );
  const sending = sendDueMails(slow);
  await begun;
  const { nextAt: leasedUntil } = await again(mail);
  await vi.waitUntil(async () => (await again(mail)).nextAt > leasedUntil);
  handOver();
  await sending;
  expect(await again(mail)).toMatchObject({ state: 'SENT', attempts: 1 });
});

import { newId } from '@arena/subgraph-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { nextMailAt } from '../src/db/due-mail-store.ts';
import { mails, type MailRow } from '../src/db/schema.ts';
import { HOUR_MS, mailQueue, type MailQueue, MINUTE_MS } from './mail-queue.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { addPerson, tell } from './told-news.ts';
import { createdEvent, giveSeat } from './tournament-people.ts';

let opened: OpenedApp;
let mailsOf: MailQueue;
let userId: string;
beforeAll(async () => {
  opened = await openApp();
  mailsOf = mailQueue(opened);
});
beforeEach(async () => {
  userId = await mailsOf.begin();
});
afterEach(() => mailsOf.mend());
afterAll(() => opened[Symbol.asyncDispose]());

const send = () => mailsOf.send();
const queue = (to = userId) => mailsOf.queue(to);
const again = (mail: MailRow) => mailsOf.again(mail);

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

describe('a mail that never will be', () => {
  test('is parked with what the server says, and not tried again', async () => {
    const mail = await queue();
    mailsOf.answerInTurn({ parked: '550 No such user' });
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

import { newId } from '@arena/subgraph-kit';
import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mails, type MailRow } from '../src/db/schema.ts';
import { HOUR_MS, mailQueue, type MailQueue, MINUTE_MS } from './mail-queue.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { tell } from './told-news.ts';
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
const queue = () => mailsOf.queue(userId);
const again = (mail: MailRow) => mailsOf.again(mail);

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
    mailsOf.answerInTurn({ retry: 'ECONNREFUSED' });
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

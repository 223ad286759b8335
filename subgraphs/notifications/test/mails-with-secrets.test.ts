import { newId } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mails, type MailRow } from '../src/db/schema.ts';
import { mailQueue, type MailQueue, MINUTE_MS } from './mail-queue.ts';
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
const again = (mail: MailRow) => mailsOf.again(mail);

describe('a mail with a secret', () => {
  const requestId = newId();
  const requested = async (): Promise<MailRow> => {
    const id = newId();
    await tell(opened, { name: 'users.password-reset-requested', payload: { userId, requestId } }, id);
    return mailsOf.stored(id);
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

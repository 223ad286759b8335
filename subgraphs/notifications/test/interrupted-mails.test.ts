import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { mails, type MailRow } from '../src/db/schema.ts';
import { sendDueMails } from '../src/domain/send-due-mails.ts';
import type { Outcome } from '../src/mail/mail.ts';
import { mailQueue, type MailQueue } from './mail-queue.ts';
import { Crash, openApp, type OpenedApp } from './notifications-app.ts';

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

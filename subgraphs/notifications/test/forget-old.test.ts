import { newId } from '@arena/subgraph-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { RETAINED } from '../src/db/retention-store.ts';
import {
  broadcastReads,
  broadcastReadSpans,
  broadcasts,
  fanOuts,
  mails,
  notifications,
} from '../src/db/schema.ts';
import { forgetOld } from '../src/domain/forget-old.ts';
import { markAllNotificationsRead } from '../src/domain/mark-all-notifications-read.ts';
import { markNotificationRead } from '../src/domain/mark-notification-read.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf } from './read-told.ts';
import { addPerson, tell } from './told-news.ts';
import { createdEvent, DAY_MS } from './tournament-people.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const caller = (userId: string) => callerOf({ userId, sessionId: newId(), scopes: [] });

test('what was read goes after 90 days, what was not stays; what is younger stays', async () => {
  const [reader, other] = [await addPerson(opened), await addPerson(opened)];
  await tell(opened, { name: 'users.password-changed', payload: { userId: reader } });
  await markAllNotificationsRead(opened.app, caller(reader));
  opened.advance(89 * DAY_MS);
  await tell(opened, { name: 'users.password-changed', payload: { userId: reader } });
  await markAllNotificationsRead(opened.app, caller(reader));
  await forgetOld(opened.app);
  expect(await inboxOf(opened, reader)).toHaveLength(3);
  opened.advance(DAY_MS + 60_000);
  await forgetOld(opened.app);
  expect((await inboxOf(opened, reader)).map(({ kind }) => kind)).toEqual(['SECURITY']);
  expect((await inboxOf(opened, other)).map(({ kind }) => kind)).toEqual(['WELCOME']);
});

test('what was told to all, the mails that have come to an end and the rest of what is over go as well', async () => {
  const reader = await addPerson(opened);
  const broadcastId = newId();
  await tell(opened, createdEvent(), broadcastId);
  await markNotificationRead(opened.app, caller(reader), broadcastId);
  opened.mails.answer(({ to }) => (to.userId === reader ? { parked: '550' } : 'SENT'));
  await opened.work();
  opened.mails.answer();
  const left = async () => ({
    broadcasts: await opened.db.$count(broadcasts),
    reads: await opened.db.$count(broadcastReads),
    mails: await opened.db.$count(mails),
    fanOuts: await opened.db.$count(fanOuts),
  });
  expect((await left()).reads).toBe(1);
  opened.advance(91 * DAY_MS);
  const waiting = await addPerson(opened);
  await forgetOld(opened.app);
  expect(await left()).toEqual({ broadcasts: 0, reads: 0, mails: 1, fanOuts: 0 });
  await opened.work();
  expect(opened.mails.sentTo(waiting)).toHaveLength(1);
});

test('it goes in small steps', async () => {
  const reader = await addPerson(opened);
  for (let count = 1; count <= 24; count += 1) {
    await tell(opened, { name: 'users.password-changed', payload: { userId: reader } });
  }
  await markAllNotificationsRead(opened.app, caller(reader));
  opened.advance(91 * DAY_MS);
  const [removeSome] = RETAINED;
  expect(await removeSome?.(opened.db, opened.app.now(), 10)).toBe(10);
  expect(await inboxOf(opened, reader)).toHaveLength(15);
  await forgetOld(opened.app, 10);
  expect(await inboxOf(opened, reader)).toEqual([]);
  expect(await opened.db.$count(notifications)).toBeGreaterThan(0);
});

test('so do the notes of who has read what was told to everybody, before it goes itself', async () => {
  const readers: string[] = [];
  for (let count = 1; count <= 25; count += 1) readers.push(await addPerson(opened));
  const broadcastId = newId();
  await tell(opened, createdEvent(), broadcastId);
  for (const userId of readers) await markNotificationRead(opened.app, caller(userId), broadcastId);
  opened.advance(91 * DAY_MS);
  const removed: number[] = [];
  for (const removeSome of RETAINED) removed.push(await removeSome(opened.db, opened.app.now(), 10));
  expect(removed.slice(1, 2)).toEqual([10]);
  await forgetOld(opened.app, 10);
  expect(await opened.db.$count(broadcastReads)).toBe(0);
  expect(await opened.db.$count(broadcasts)).toBe(0);
});

test('that somebody has read all is forgotten with what it was, and no sooner', async () => {
  const reader = await addPerson(opened);
  const notes = () => opened.db.$count(broadcastReadSpans);
  const unread = async () =>
    (await inboxOf(opened, reader)).filter(({ readAt }) => readAt === null).map(({ kind }) => kind);
  for (let time = 1; time <= 2; time += 1) {
    await tell(opened, createdEvent());
    await markAllNotificationsRead(opened.app, caller(reader));
    opened.advance(45 * DAY_MS);
  }
  expect(await notes()).toBe(2);
  opened.advance(DAY_MS);
  // one that is held is left for the next night
  await opened.db.transaction(async (tx) => {
    const [oldest] = await tx.select().from(broadcasts).orderBy(broadcasts.createdAt).limit(1).for('update');
    await forgetOld(opened.app);
    expect(oldest && (await tx.$count(broadcasts))).toBe(2);
  });
  expect([await notes(), await unread()]).toEqual([2, []]);
  await forgetOld(opened.app);
  expect([await notes(), await opened.db.$count(broadcasts), await unread()]).toEqual([1, 1, []]);
});

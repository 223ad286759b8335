import { newId } from '@arena/subgraph-kit';
import { faultsOf, refusalOf } from '@arena/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { notifications } from '../src/db/schema.ts';
import { countUnread } from '../src/domain/count-unread.ts';
import { listNotifications } from '../src/domain/list-notifications.ts';
import { markAllNotificationsRead } from '../src/domain/mark-all-notifications-read.ts';
import { markNotificationRead } from '../src/domain/mark-notification-read.ts';
import { updatePreferences } from '../src/domain/update-preferences.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf } from './read-told.ts';
import { addPerson, tell } from './told-news.ts';
import { createdEvent } from './tournament-people.ts';

let opened: OpenedApp;
let userId: string;
beforeAll(async () => {
  opened = await openApp();
});
beforeEach(async () => {
  opened.advance(1_000);
  userId = await addPerson(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());

const caller = () => callerOf({ userId, sessionId: newId(), scopes: [] });
const markAll = () => markAllNotificationsRead(opened.app, caller());
const mark = (id: string) => markNotificationRead(opened.app, caller(), id);
const unread = () => countUnread(opened.app, userId);

/** Something told to the person alone. */
async function tellAlone(): Promise<string> {
  opened.advance(1_000);
  await tell(opened, { name: 'users.password-changed', payload: { userId } });
  return (await inboxOf(opened, userId))[0]?.id ?? '';
}

/** Something told to everybody. */
async function tellAll(): Promise<string> {
  opened.advance(1_000);
  const id = newId();
  await tell(opened, createdEvent(), id);
  return id;
}

/** All pages of so many, one after the other. */
async function readInPages(first: number, unreadOnly = false): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | null = null; ;) {
    const page = await listNotifications(opened.app, userId, { first, after, unreadOnly });
    ids.push(...page.nodes.map(({ id }) => id));
    expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
  }
}

test('what was told to one and what was told to all is one list, the newest first, in pages of any size', async () => {
  const told: string[] = [(await inboxOf(opened, userId))[0]?.id ?? ''];
  for (let time = 1; time <= 3; time += 1) {
    told.push(await tellAlone(), await tellAll(), await tellAll());
  }
  told.reverse();
  for (const first of [1, 2, 3, 7, 10, 100]) expect(await readInPages(first)).toEqual(told);
  const { totalCount } = await listNotifications(opened.app, userId, { first: 1 });
  expect(await totalCount()).toBe(10);
});

test('what is told at the same instant has an order too, and none of it is lost between pages', async () => {
  const at = new Date('2030-01-01T00:00:00Z');
  for (let time = 1; time <= 5; time += 1) await tellAlone();
  await opened.db.update(notifications).set({ createdAt: at }).where(eq(notifications.userId, userId));
  const all = (await inboxOf(opened, userId)).map(({ id }) => id);
  expect(all).toHaveLength(6);
  expect(await readInPages(1)).toEqual(all);
  expect(await readInPages(4)).toEqual(all);
});

test('pages of what is not read lack what is, whether it was told to one or to all', async () => {
  const [alone, common] = [await tellAlone(), await tellAll()];
  const [readAlone, readCommon] = [await tellAlone(), await tellAll()];
  await mark(readAlone);
  await mark(readCommon);
  const welcome = (await inboxOf(opened, userId)).at(-1)?.id;
  for (const first of [1, 2, 100]) expect(await readInPages(first, true)).toEqual([common, alone, welcome]);
  expect(await unread()).toBe(3);
  const { totalCount } = await listNotifications(opened.app, userId, { unreadOnly: true });
  expect(await totalCount()).toBe(3);
});

test('a cursor is good for the list that it is of', async () => {
  await tellAlone();
  const { pageInfo } = await listNotifications(opened.app, userId, { first: 1 });
  const args = { first: 1, after: pageInfo.endCursor };
  expect(await faultsOf(listNotifications(opened.app, userId, { ...args, unreadOnly: true }))).toEqual([
    'after',
  ]);
  expect(await faultsOf(listNotifications(opened.app, userId, { first: 0 }))).toEqual(['first']);
  expect(await faultsOf(listNotifications(opened.app, userId, { first: 101 }))).toEqual(['first']);
});

describe('what is told to all', () => {
  test('is not for who registers later', async () => {
    await tellAll();
    const later = await addPerson(opened);
    const seen = await tellAll();
    const news = (await inboxOf(opened, later)).map(({ kind, id }) => (kind === 'WELCOME' ? kind : id));
    expect(news).toEqual([seen, 'WELCOME']);
  });

  test('is not for who has turned it off, as long as they have', async () => {
    const id = await tellAll();
    const choose = (channels: ('IN_APP' | 'EMAIL')[]) =>
      updatePreferences(opened.app, caller(), { preferences: [{ kind: 'TOURNAMENT_CREATED', channels }] });
    const before = await unread();
    await choose(['EMAIL']);
    expect((await inboxOf(opened, userId)).map(({ kind }) => kind)).not.toContain('TOURNAMENT_CREATED');
    expect(await unread()).toBe(before - 1);
    expect(await refusalOf(mark(id))).toBe('NOT_FOUND');
    await choose(['IN_APP']);
    expect((await inboxOf(opened, userId))[0]?.id).toBe(id);
  });

  test('is told once, however often it is told', async () => {
    const event = createdEvent();
    const before = (await inboxOf(opened, userId)).length;
    const ids = [newId(), newId()] as const;
    for (const id of [ids[0], ids[0], ids[1]]) await tell(opened, event, id);
    expect(await inboxOf(opened, userId)).toHaveLength(before + 1);
  });

  test('that one person has read is unread for others', async () => {
    const other = await addPerson(opened);
    const id = await tellAll();
    await mark(id);
    await markAll();
    const own = (await inboxOf(opened, userId)).find((one) => one.id === id);
    expect(own?.readAt).not.toBeNull();
    const others = (await inboxOf(opened, other)).find((one) => one.id === id);
    expect(others?.readAt).toBeNull();
  });
});

describe('marking as read', () => {
  test('shows when it was done, and done again it keeps that', async () => {
    for (const id of [await tellAlone(), await tellAll()]) {
      const at = opened.app.now();
      const first = await mark(id);
      expect(first.readAt?.getTime()).toBeGreaterThanOrEqual(at.getTime());
      opened.advance(60_000);
      expect((await mark(id)).readAt).toEqual(first.readAt);
    }
  });

  test('of another’s, of what is not there and of what is no id is refused', async () => {
    const other = await addPerson(opened);
    const foreign = (await inboxOf(opened, other))[0]?.id ?? '';
    expect(await refusalOf(mark(foreign))).toBe('NOT_FOUND');
    expect((await inboxOf(opened, other))[0]?.readAt).toBeNull();
    expect(await refusalOf(mark(newId()))).toBe('NOT_FOUND');
    expect(await faultsOf(mark('one'))).toEqual(['id']);
    const nobody = callerOf({ userId: null, sessionId: null, scopes: [] });
    expect(await refusalOf(markNotificationRead(opened.app, nobody, foreign))).toBe('UNAUTHENTICATED');
    expect(await refusalOf(markAllNotificationsRead(opened.app, nobody))).toBe('UNAUTHENTICATED');
  });

  test('of all tells how many were not, and leaves none', async () => {
    await mark(await tellAlone());
    await mark(await tellAll());
    await tellAlone();
    await tellAll();
    const left = await unread();
    expect(await markAll()).toBe(left);
    expect(await unread()).toBe(0);
    expect(await markAll()).toBe(0);
    const nodes = await inboxOf(opened, userId);
    expect(nodes.filter(({ readAt }) => readAt === null)).toEqual([]);
    const later = await tellAll();
    expect(await readInPages(1, true)).toEqual([later]);
    expect(await markAll()).toBe(1);
  });

  test('of all, by many at once, counts each once', async () => {
    for (let time = 1; time <= 20; time += 1) {
      await tell(opened, { name: 'users.password-changed', payload: { userId } });
    }
    await tellAll();
    const left = await unread();
    const counted = await Promise.all(Array.from({ length: 4 }, markAll));
    expect(await unread()).toBe(0);
    expect(counted.reduce((sum, one) => sum + one, 0)).toBe(left);
  });
});

import { newId, type Caller } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertBroadcast } from '../src/db/broadcast-store.ts';
import { broadcastReadSpans, broadcasts } from '../src/db/schema.ts';
import { countUnread } from '../src/domain/count-unread.ts';
import { listNotifications } from '../src/domain/list-notifications.ts';
import { markAllNotificationsRead } from '../src/domain/mark-all-notifications-read.ts';
import { markNotificationRead } from '../src/domain/mark-notification-read.ts';
import { updatePreferences } from '../src/domain/update-preferences.ts';
import { chance } from './chance.ts';
import { callerOf, openApp, type OpenedApp } from './notifications-app.ts';
import { inboxOf } from './read-told.ts';
import { addPerson, tell } from './told-news.ts';
import { createdEvent } from './tournament-people.ts';

let opened: OpenedApp;
beforeAll(async () => {
  opened = await openApp();
});
afterAll(() => opened[Symbol.asyncDispose]());

const callerFor = (userId: string): Caller => callerOf({ userId, sessionId: newId(), scopes: [] });

/** Something told to everybody. */
async function tellAll(): Promise<void> {
  await tell(opened, createdEvent());
}

/** When a person has read each of what they find in the app. */
const readTimesOf = async (userId: string) =>
  new Map((await inboxOf(opened, userId)).map(({ id, readAt }) => [id, readAt]));

/** A person who is told this and that, reads some of it and all of it, and turns off what everybody is told. */
async function addReader() {
  const userId = await addPerson(opened);
  const caller = callerFor(userId);
  let takesCommon = true;
  const anyId = async (pick: (limit: number) => number): Promise<string | undefined> => {
    const ids = [...(await readTimesOf(userId)).keys()];
    return ids[pick(ids.length)];
  };
  return {
    userId,
    tellAlone: () => tell(opened, { name: 'users.password-changed', payload: { userId } }),
    readOne: async (pick: (limit: number) => number): Promise<void> => {
      const id = await anyId(pick);
      if (id) await markNotificationRead(opened.app, caller, id);
    },
    readAll: () => markAllNotificationsRead(opened.app, caller),
    turn: async (): Promise<void> => {
      takesCommon = !takesCommon;
      const channels = takesCommon ? (['IN_APP'] as const) : [];
      const preferences = [{ kind: 'TOURNAMENT_CREATED' as const, channels: [...channels] }];
      await updatePreferences(opened.app, caller, { preferences });
    },
    unread: async () => ({
      count: await countUnread(opened.app, userId),
      ids: (await listNotifications(opened.app, userId, { first: 100, unreadOnly: true })).nodes.map(
        ({ id }) => id,
      ),
    }),
  };
}

describe('what was read keeps the time at which it was read first', () => {
  test.each(Array.from({ length: 5 }, (_, index) => index + 1))(
    'whatever else is told and read, one by one and all at once (%i)',
    async (seed) => {
      const pick = chance(seed);
      const reader = await addReader();
      const firstRead = new Map<string, Date>();
      for (let step = 1; step <= 40; step += 1) {
        opened.advance(1_000);
        const before = await reader.unread();
        const deed = pick(10);
        if (deed < 3) await tellAll();
        else if (deed < 5) await reader.tellAlone();
        else if (deed < 7) await reader.readOne(pick);
        else if (deed < 9) expect(await reader.readAll()).toBe(before.count);
        else await reader.turn();

        const times = await readTimesOf(reader.userId);
        for (const [id, readAt] of times) {
          const first = firstRead.get(id);
          if (first) expect(readAt).toEqual(first);
          else if (readAt) firstRead.set(id, readAt);
        }
        const unread = [...times].filter(([, readAt]) => readAt === null).map(([id]) => id);
        expect(await reader.unread()).toEqual({ count: unread.length, ids: unread });
        if (deed === 7 || deed === 8) expect(unread).toEqual([]);
      }
      expect(firstRead.size).toBeGreaterThan(0);
    },
  );

  test('and of those who read at once the first counts', async () => {
    const reader = await addReader();
    for (let round = 1; round <= 10; round += 1) {
      for (let time = 1; time <= 4; time += 1) await tellAll();
      const { count } = await reader.unread();
      const pick = chance(round);
      const deeds = [reader.readAll, () => reader.readOne(pick), reader.readAll, () => reader.readOne(pick)];
      const seen: Map<string, Date | null>[] = [];
      const counted = await Promise.all(
        deeds.map(async (deed) => {
          const marked = await deed();
          seen.push(await readTimesOf(reader.userId));
          return marked ?? 0;
        }),
      );
      const final = await readTimesOf(reader.userId);
      for (const times of seen)
        for (const [id, readAt] of times) if (readAt) expect(final.get(id)).toEqual(readAt);
      const read = counted.reduce((sum, marked) => sum + marked, 0);
      expect(read).toBeGreaterThanOrEqual(count - 2);
      expect(read).toBeLessThanOrEqual(count);
    }
  });
});

test('who reads all again and again, with nothing new, leaves one note of it', async () => {
  const reader = await addReader();
  const notes = () => opened.db.$count(broadcastReadSpans);
  const before = await notes();
  await tellAll();
  for (let time = 1; time <= 5; time += 1) await reader.readAll();
  await reader.tellAlone();
  await reader.readAll();
  expect(await notes()).toBe(before + 1);
});

test('who reads all has not read what others are being told at that moment', async () => {
  const reader = await addReader();
  const slow = { ...createdEvent().payload, id: newId() };
  const at = opened.app.now();
  const about = { tournamentId: slow.tournamentId, matchId: null, ticketId: null };
  const params = { startsAt: slow.startsAt };
  let quick: Promise<void> | undefined;
  await opened.db.transaction(async (tx) => {
    await insertBroadcast(tx, {
      ...{ id: slow.id, kind: 'TOURNAMENT_CREATED', params, ...about },
      ...{ eventKey: `created:${slow.tournamentId}`, at, createdAt: at },
    });
    let isTold = false;
    quick = tellAll().then(() => void (isTold = true));
    const waits = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    await eventually(
      async () => isTold || (await opened.db.execute(waits)).length > 0,
      (isSo) => isSo,
    );
    await reader.readAll();
  });
  await quick;
  expect((await reader.unread()).ids).toContain(slow.id);
});

test('what everybody is told has its order, also where the clocks of those who tell it differ', async () => {
  await tellAll();
  const late = new Date(opened.app.now().getTime() - 3_600_000);
  for (const createdAt of [late, late]) {
    const tournamentId = newId();
    await insertBroadcast(opened.db, {
      ...{ id: newId(), kind: 'TOURNAMENT_CREATED', params: { startsAt: createdAt.toISOString() } },
      ...{ tournamentId, matchId: null, ticketId: null, eventKey: `created:${tournamentId}` },
      ...{ at: createdAt, createdAt },
    });
  }
  const times = (await opened.db.select({ at: broadcasts.createdAt }).from(broadcasts)).map(({ at }) =>
    at.getTime(),
  );
  expect(new Set(times).size).toBe(times.length);
});

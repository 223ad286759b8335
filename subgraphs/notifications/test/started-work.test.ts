import { newId } from '@arena/subgraph-kit';
import { eventually } from '@arena/testing';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { preferences } from '../src/db/schema.ts';
import { accountOf, startNotifications, type StartedNotifications } from './started-notifications.ts';
import { createdEvent } from './tournament-people.ts';

let started: StartedNotifications;
beforeAll(async () => {
  started = await startNotifications({ UPDATE_WINDOW_MS: '300', REMINDER_WINDOW_MS: '300' });
});
afterAll(() => started[Symbol.asyncDispose]());

/** Somebody who can be reached. */
function reachable(): string {
  const userId = newId();
  started.domains.people.set(userId, {
    ...{ userId, email: `${userId}@arena.example`, displayName: 'Zoe', locale: 'EN' },
    ...{ active: true, emailVerified: true },
  });
  return userId;
}

/** Waits for so many mails to somebody, as they are sent. */
const mailsTo = (userId: string, count = 1) =>
  eventually(
    async () => (await started.mails()).filter((mail) => mail.includes(`${userId}@arena.example`)),
    (mails) => mails.length >= count,
  );

test('a mail goes as soon as there is something to tell, without anybody looking for it', async () => {
  const userId = reachable();
  await started.publish({ name: 'users.registered', payload: { userId } });
  const [mail] = await mailsTo(userId);
  expect(mail).toContain('Subject: Welcome to Arena');
});

test('the link in it ends such mails, once its button is pressed', async () => {
  const userId = reachable();
  await started.publish({ name: 'users.registered', payload: { userId } });
  const [mail = ''] = await mailsTo(userId);
  const [, link = ''] = /^List-Unsubscribe: <([^>]+)>/m.exec(mail.replace(/\r\n\s+/g, ' ')) ?? [];
  expect(link).toMatch(/^https:\/\/arena\.example\/mail\/unsubscribe\?token=/);
  const here = link.replace('https://arena.example', started.url).replaceAll(' ', '');
  const chosen = () => started.db.select().from(preferences).where(eq(preferences.userId, userId));
  expect((await fetch(here)).status).toBe(200);
  expect(await chosen()).toEqual([]);
  expect((await fetch(here, { method: 'POST', body: 'List-Unsubscribe=One-Click' })).status).toBe(200);
  expect(await chosen()).toEqual([{ userId, kind: 'WELCOME', inApp: true, email: false }]);
  expect((await fetch(`${here}x`, { method: 'POST' })).status).toBe(404);
});

test('what is told with a delay is told when its time comes', async () => {
  const organizerId = reachable();
  const { payload } = createdEvent({ organizerId });
  const { tournamentId } = payload;
  await started.publish({ name: 'tournaments.created', payload });
  const named = { tournamentId, revision: 1, name: 'Medellin Open' };
  await started.publish({ name: 'tournaments.updated', payload: named });
  const told = async () => {
    const me = { userId: organizerId, sessionId: newId(), scopes: [] };
    const { account } = await accountOf(started, me, 'notifications { nodes { title } }');
    return account.notifications.nodes.map(({ title }: { title: string }) => title);
  };
  expect(await eventually(told, (titles) => titles.length === 2)).toContain('What is new in Medellin Open');
  const match = { matchId: newId(), tournamentId };
  await started.publish({
    name: 'matches.created',
    payload: { ...match, name: 'Final', startsAt: '2030-01-11T20:00:00.000Z' },
  });
  await eventually(told, (titles) => titles.length === 2);
  await started.publish({ name: 'matches.reminder-due', payload: { ...match, on: '2030-01-11' } });
  const [mail] = await mailsTo(organizerId);
  expect(mail).toContain('Final');
});

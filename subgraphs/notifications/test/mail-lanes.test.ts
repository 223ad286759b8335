import { newId } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { mails, type MailRow } from '../src/db/schema.ts';
import { fanOutDue } from '../src/domain/fan-out-step.ts';
import { sendDueMails } from '../src/domain/send-due-mails.ts';
import type { Outcome } from '../src/mail/mail.ts';
import { openApp, type OpenedApp } from './notifications-app.ts';
import { addPerson, tell } from './told-news.ts';
import { addCast, giveSeat } from './tournament-people.ts';

let opened: OpenedApp;
let userId: string;
beforeAll(async () => {
  opened = await openApp();
  userId = await addPerson(opened);
});
beforeEach(async () => {
  await opened.db.delete(mails);
  opened.mails.tried.splice(0);
  opened.mails.sent.splice(0);
});
afterEach(() => opened.mails.answer());
afterAll(() => opened[Symbol.asyncDispose]());

const HOUR_MS = 3_600_000;

const send = () => sendDueMails(opened.app);

/** A mail that keeps the person's account safe. */
async function queue(): Promise<MailRow> {
  const id = newId();
  await tell(opened, { name: 'users.password-changed', payload: { userId } }, id);
  const [row] = await opened.db.select().from(mails).where(eq(mails.eventKey, id));
  if (!row) throw new Error('There is no such mail');
  return row;
}

test('mails that somebody waits for go before those to many, however long these have waited', async () => {
  const lanes = { ANNOUNCEMENT: 2, TICKET_OFFERED: 1 } as const;
  const row = { ...(await queue()), state: 'QUEUED' as const };
  await opened.db.delete(mails);
  const waiting = (kind: keyof typeof lanes, msAgo: number) => ({
    ...row,
    ...{ id: newId(), eventKey: newId(), kind, lane: lanes[kind] },
    params: kind === 'ANNOUNCEMENT' ? { title: 'Hi', body: 'Hi' } : { expiresAt: '2030-01-01T00:00:00Z' },
    nextAt: new Date(opened.app.now().getTime() - msAgo),
  });
  const many = Array.from({ length: 30 }, (_, index) => waiting('ANNOUNCEMENT', HOUR_MS + index));
  await opened.db.insert(mails).values([...many, waiting('TICKET_OFFERED', 1_000)]);
  await queue();
  await send();
  const kinds = opened.mails.tried.map(({ mail }) => mail.kind);
  expect(kinds.slice(0, 10)).toEqual([
    'SECURITY',
    'TICKET_OFFERED',
    ...Array<string>(8).fill('ANNOUNCEMENT'),
  ]);
  expect(kinds).toHaveLength(32);
});

/** Has mails of a kind not come to an end before they are let go. */
function holdUp(...kinds: string[]): () => void {
  let letGo: () => void = () => {};
  const isLetGo = new Promise<void>((resolve) => (letGo = resolve));
  opened.mails.answer(async ({ mail }): Promise<Outcome> => {
    if (kinds.includes(mail.kind)) await isLetGo;
    return 'SENT';
  });
  return letGo;
}
const sentKinds = () => opened.mails.sent.map(({ mail }) => mail.kind);

test('slow mails to many hold up neither what one person is told nor what keeps an account safe', async () => {
  const { tournamentId, people } = await addCast(opened);
  const letGo = holdUp('TOURNAMENT_CANCELED', 'TICKET_ISSUED');
  const triedOf = (kind: string) => opened.mails.tried.filter(({ mail }) => mail.kind === kind).length;
  await opened.db.delete(mails);
  opened.mails.tried.splice(0);
  await tell(opened, { name: 'tournaments.canceled', payload: { tournamentId } });
  await fanOutDue(opened.app);
  const sending = send();
  await vi.waitUntil(() => triedOf('TOURNAMENT_CANCELED') > 0);
  for (let count = 1; count <= 5; count += 1)
    await giveSeat(opened, { tournamentId, ownerId: people.stranger });
  await vi.waitUntil(() => triedOf('TICKET_ISSUED') > 0, 5_000);
  await queue();
  await vi.waitUntil(() => sentKinds().includes('SECURITY'), 5_000);
  expect(triedOf('TOURNAMENT_CANCELED')).toBeLessThan(7);
  letGo();
  expect(await sending).toBe(true);
  expect(triedOf('TICKET_ISSUED')).toBe(5);
  expect(triedOf('TOURNAMENT_CANCELED')).toBe(7);
});

test('what many are told goes after what one is told, of whatever kind it is', async () => {
  const { tournamentId, people } = await addCast(opened);
  await opened.db.delete(mails);
  opened.mails.tried.splice(0);
  await tell(opened, { name: 'tournaments.canceled', payload: { tournamentId } });
  await fanOutDue(opened.app);
  opened.advance(1_000);
  await giveSeat(opened, { tournamentId, ownerId: people.stranger });
  await send();
  const kinds = opened.mails.tried.map(({ mail }) => mail.kind);
  expect(kinds).toHaveLength(8);
  // its code is asked for meanwhile, and others are begun
  expect(kinds.indexOf('TICKET_ISSUED')).toBeLessThan(3);
});

test('a process that is about to end gives back what it has not begun, as if it had not been taken', async () => {
  for (let count = 1; count <= 9; count += 1) await queue();
  const letGo = holdUp('SECURITY');
  let isStopping = false;
  const sending = sendDueMails({ ...opened.app, isStopping: () => isStopping });
  await vi.waitUntil(() => opened.mails.tried.length === 5);
  isStopping = true;
  await vi.waitUntil(async () => (await opened.db.$count(mails, eq(mails.attempts, 0))) === 4, 5_000);
  letGo();
  await sending;
  expect(opened.mails.sent).toHaveLength(5);
  await send();
  expect(opened.mails.sent).toHaveLength(9);
});

test('a process that is about to end takes no other mails', async () => {
  await queue();
  expect(await sendDueMails({ ...opened.app, isStopping: () => true })).toBe(true);
  expect(opened.mails.tried).toEqual([]);
});

test('people are asked for once for all mails that are sent together', async () => {
  const before = opened.domains.asked('users.contacts').length;
  for (let count = 1; count <= 10; count += 1) await queue();
  await send();
  expect(opened.domains.asked('users.contacts')).toHaveLength(before + 1);
});

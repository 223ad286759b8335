import { newId } from '@arena/subgraph-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fanOuts, mails, preferences } from '../src/db/schema.ts';
import { fanOutDue } from '../src/domain/fan-out-step.ts';
import { sendDueMails } from '../src/domain/send-due-mails.ts';
import { unsubscribe } from '../src/domain/unsubscribe.ts';
import { knownPeople, subscribe } from './many-people.ts';
import { Crash, openApp, type OpenedApp } from './notifications-app.ts';
import { tell } from './told-news.ts';
import { createdEvent } from './tournament-people.ts';

/** more than a step tells */
const COUNT = 1_050;

let opened: OpenedApp;
let userIds: string[];
beforeAll(async () => {
  opened = await openApp();
  opened.app.settings.mailsAtOnce = 100;
  userIds = knownPeople(opened, COUNT);
});
beforeEach(async () => {
  for (const table of [mails, fanOuts, preferences]) await opened.db.delete(table);
  opened.mails.sent.splice(0);
  await subscribe(opened, userIds);
});
afterEach(() => opened.crashAt());
afterAll(() => opened[Symbol.asyncDispose]());

const sentTo = () => opened.mails.sent.map(({ to }) => to.userId).sort();

/** Does what is due as a process would, and again as another in its place for as often as it dies; how often it did. */
async function workUntilDone(point: string, nth: number): Promise<number> {
  for (let died = 0; ; died += 1) {
    opened.crashAt(point, nth);
    try {
      await fanOutDue(opened.app);
      await sendDueMails(opened.app);
      const left = await opened.db.$count(mails);
      if (left === COUNT && opened.mails.sent.length >= COUNT) return died;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
    opened.advance(opened.app.settings.mailLeaseMs);
  }
}

test('a new tournament is told by e-mail to all who have asked for it, each once, and to nobody else', async () => {
  knownPeople(opened, 50);
  await tell(opened, createdEvent());
  await opened.work();
  expect(sentTo()).toEqual(userIds);
  expect(opened.mails.sent[0]?.mail).toMatchObject({
    kind: 'TOURNAMENT_CREATED',
    names: { tournament: 'Bogota Open' },
  });
});

describe('although the process dies again and again', () => {
  test.each([
    ['after each step of telling', 'after-fan-out-step', 1],
    ['whenever it has taken mails for the second time', 'after-mails-taken', 2],
  ])('%s, everybody gets it once', async (_when, point, nth) => {
    await tell(opened, createdEvent());
    expect(await workUntilDone(point, nth)).toBeGreaterThan(1);
    expect(sentTo()).toEqual(userIds);
  });

  test('between the server’s yes and the note of it, nobody is left out, and what goes again is the same mail', async () => {
    await tell(opened, createdEvent());
    expect(await workUntilDone('after-mail-accepted', 450)).toBeGreaterThan(1);
    expect([...new Set(sentTo())]).toEqual(userIds);
    const idOf = new Map(opened.mails.sent.map(({ mail, to }) => [to.userId, mail.id]));
    for (const { mail, to } of opened.mails.sent) expect(mail.id).toBe(idOf.get(to.userId));
  });
});

test('the same tournament that is told again sends nothing anew', async () => {
  const event = createdEvent();
  await tell(opened, event);
  await opened.work();
  await tell(opened, event, newId());
  await opened.work();
  expect(sentTo()).toEqual(userIds);
});

test('who has turned it off while it goes on gets none that has not gone yet', async () => {
  await tell(opened, createdEvent());
  await fanOutDue(opened.app);
  const [first = ''] = userIds;
  await unsubscribe(opened.app, { userId: first, kind: 'TOURNAMENT_CREATED' });
  await sendDueMails(opened.app);
  expect(sentTo()).toEqual(userIds.slice(1));
});

test('it goes to no address that is not known to be its owner’s', async () => {
  const [first = ''] = userIds;
  const contact = opened.domains.people.get(first);
  if (contact) contact.emailVerified = false;
  await tell(opened, createdEvent());
  await opened.work();
  if (contact) contact.emailVerified = true;
  expect(sentTo()).toEqual(userIds.slice(1));
});

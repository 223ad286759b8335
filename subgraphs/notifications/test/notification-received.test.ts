import { newId, type Identity } from '@arena/subgraph-kit';
import { eventually, liveClient, person, type LiveClient } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { accountOf, startNotifications, type StartedNotifications } from './started-notifications.ts';
import { createdEvent } from './tournament-people.ts';

let started: StartedNotifications;
let client: LiveClient;
let me: Identity & { userId: string };
beforeAll(async () => {
  started = await startNotifications();
  client = liveClient(started.url, 'notifications');
});
beforeEach(async () => {
  me = await newcomer();
});
afterAll(async () => {
  await client[Symbol.asyncDispose]();
  await started[Symbol.asyncDispose]();
});

/** Somebody who has been welcomed. */
async function newcomer(): Promise<Identity & { userId: string }> {
  const identity = person();
  await started.publish({ name: 'users.registered', payload: { userId: identity.userId } });
  const told = async () =>
    (await accountOf(started, identity, 'notifications { totalCount }')).account.notifications.totalCount;
  await eventually(told, (count) => count > 0);
  return identity;
}

const untilListening = (listeners: number) => expect.poll(() => started.live.listeners()).toBe(listeners);

/** Listens as somebody, beside so many others. */
async function listen(identity: Identity = me, others = 0) {
  const feed = await client.subscribe('subscription { notificationReceived { id kind title readAt } }', {
    identity,
  });
  await untilListening(2 * (others + 1));
  return {
    next: async () => (await feed.next()).value.data.notificationReceived,
    end: async () => {
      await feed.return?.();
      await untilListening(2 * others);
    },
  };
}

const changePassword = (userId: string) =>
  started.publish({ name: 'users.password-changed', payload: { userId } });

test('whoever listens is told what they are told, and nobody else', async () => {
  const other = await newcomer();
  const [mine, theirs] = [await listen(), await listen(other, 1)];
  await changePassword(me.userId);
  expect(await mine.next()).toMatchObject({
    kind: 'SECURITY',
    title: 'Your password has been changed',
    readAt: null,
  });
  await started.publish({ name: 'users.suspended', payload: { userId: other.userId } });
  // had the first come to them, it would be here before
  expect(await theirs.next()).toMatchObject({ title: 'Your account has been suspended' });
  await theirs.end();
  await mine.end();
});

test('what is told to all comes to whoever listens, unless they have turned it off', async () => {
  const other = await newcomer();
  await started.ask(other)(
    'mutation { updateNotificationPreferences(preferences: [{ kind: TOURNAMENT_CREATED, channels: [EMAIL] }]) { kind } }',
  );
  const [mine, theirs] = [await listen(), await listen(other, 1)];
  const id = await started.publish(createdEvent());
  expect(await mine.next()).toMatchObject({ id, kind: 'TOURNAMENT_CREATED' });
  await changePassword(other.userId);
  expect(await theirs.next()).toMatchObject({ kind: 'SECURITY' });
  await theirs.end();
  await mine.end();
});

test('what is told to many comes to each of them', async () => {
  const { payload } = createdEvent();
  const { tournamentId } = payload;
  const ticket = { ticketId: newId(), type: 'PARTICIPANT' as const, tournamentId, matchId: null };
  const feed = await listen();
  await started.publish({
    name: 'tickets.issued',
    payload: { ...ticket, ownerId: me.userId, checkoutId: null },
  });
  expect(await feed.next()).toMatchObject({ kind: 'TICKET_ISSUED' });
  await started.publish({ name: 'tournaments.canceled', payload: { tournamentId } });
  expect(await feed.next()).toMatchObject({ kind: 'TOURNAMENT_CANCELED' });
  await feed.end();
});

test('what comes twice is told once', async () => {
  const feed = await listen();
  const event = { name: 'users.password-changed', payload: { userId: me.userId } } as const;
  const id = await started.publish(event);
  await started.publish(event, id);
  await feed.next();
  await started.publish({ name: 'users.suspended', payload: { userId: me.userId } });
  expect(await feed.next()).toMatchObject({ title: 'Your account has been suspended' });
  await feed.end();
});

test('the anonymous are told nothing', async () => {
  const feed = await client.subscribe('subscription { notificationReceived { id } }');
  expect((await feed.next()).value.errors[0].extensions.code).toBe('UNAUTHENTICATED');
  await untilListening(0);
});

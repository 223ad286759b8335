import { newId } from '@arena/subgraph-kit';
import { codeOf, eventually, faultyFields, person } from '@arena/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accountOf, startNotifications, type StartedNotifications } from './started-notifications.ts';
import { createdEvent } from './tournament-people.ts';

let started: StartedNotifications;
beforeAll(async () => {
  started = await startNotifications();
});
afterAll(() => started[Symbol.asyncDispose]());

let me: ReturnType<typeof person>;
beforeEach(async () => {
  me = person();
  await started.publish({ name: 'users.registered', payload: { userId: me.userId, locale: 'ES' } });
  await until(1);
});

const INBOX = `notifications { totalCount nodes {
  id kind title body createdAt readAt tournament { id } match { id } ticket { id } } } unreadNotificationCount`;

const own = async (who = me) => (await accountOf(started, who, INBOX)).account;
/** Waits until the person has been told so much. */
const until = (count: number) => eventually(own, (account) => account.notifications.totalCount === count);

const newest = async (who = me) => (await own(who)).notifications.nodes[0];

test('what somebody is told is in their language, with the names as they are now', async () => {
  const { payload } = createdEvent();
  const { tournamentId } = payload;
  const ticket = { ticketId: newId(), type: 'PARTICIPANT' as const, tournamentId, matchId: null };
  await started.publish({
    name: 'tickets.issued',
    payload: { ...ticket, ownerId: me.userId, checkoutId: null },
  });
  await until(2);
  expect(await newest()).toMatchObject({
    kind: 'TICKET_ISSUED',
    title: 'Tu entrada: un torneo',
    body: 'Tienes una entrada para jugar en un torneo.',
    readAt: null,
    tournament: { id: tournamentId },
    match: null,
    ticket: { id: ticket.ticketId },
  });
  const named = { tournamentId, revision: 1, name: 'Copa Bogotá' };
  await started.publish({ name: 'tournaments.updated', payload: named });
  await eventually(newest, ({ title }) => title === 'Tu entrada: Copa Bogotá');
  await started.publish({
    name: 'users.profile-updated',
    payload: { userId: me.userId, locale: 'EN' },
  });
  const seen = await eventually(newest, ({ title }) => title.startsWith('Your'));
  expect(seen).toMatchObject({
    title: 'Your ticket: Copa Bogotá',
    body: 'You have a ticket to play in Copa Bogotá.',
  });
});

test('it is marked as read, one by one and all at once', async () => {
  await started.publish({ name: 'users.password-changed', payload: { userId: me.userId } });
  await until(2);
  const { id } = await newest();
  const mark = 'mutation ($id: ID!) { markNotificationRead(id: $id) { id readAt title } }';
  const marked = (await started.ask(me)(mark, { id })).data.markNotificationRead;
  expect(marked).toMatchObject({ id, title: 'Tu contraseña ha cambiado', readAt: expect.any(String) });
  expect((await own()).unreadNotificationCount).toBe(1);
  const { data } = await started.ask(me)('mutation { markAllNotificationsRead }');
  expect(data.markAllNotificationsRead).toBe(1);
  expect((await own()).unreadNotificationCount).toBe(0);
});

describe('another’s', () => {
  test('account, and what they have been told, is not to be had', async () => {
    const other = person();
    const { account, errors } = await accountOf(started, other, INBOX, me.userId);
    expect([account, errors]).toEqual([null, undefined]);
    const { id } = await newest();
    const { data } = await started.ask(other)(
      `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Notification { title } } }`,
      { of: [{ __typename: 'Notification', id }] },
    );
    expect(data._entities).toEqual([null]);
    const mark = await started.ask(other)('mutation ($id: ID!) { markNotificationRead(id: $id) { id } }', {
      id,
    });
    expect(codeOf(mark)).toBe('NOT_FOUND');
    expect(mark.data).toEqual({ markNotificationRead: null });
  });

  test('is nobody’s who is not signed in', async () => {
    for (const field of ['markAllNotificationsRead', 'markNotificationRead(id: "1") { id }']) {
      expect(codeOf(await started.ask()(`mutation { ${field} }`))).toBe('UNAUTHENTICATED');
    }
  });
});

test('a notification is to be had by its id, by whom it is for', async () => {
  const { id } = await newest();
  const { data } = await started.ask(me)(
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Notification { kind title } } }`,
    { of: [id, newId(), 'one'].map((one) => ({ __typename: 'Notification', id: one })) },
  );
  expect(data._entities).toEqual([{ kind: 'WELCOME', title: 'Te damos la bienvenida a Arena' }, null, null]);
});

test('preferences are read and chosen', async () => {
  const choose = (channels: string[], kind = 'KICKED') =>
    started.ask(me)(
      `mutation ($preferences: [NotificationPreferenceInput!]!) {
        updateNotificationPreferences(preferences: $preferences) { kind channels } }`,
      { preferences: [{ kind, channels }] },
    );
  const { data } = await choose(['EMAIL']);
  expect(data.updateNotificationPreferences).toContainEqual({ kind: 'KICKED', channels: ['EMAIL'] });
  const { account } = await accountOf(started, me, 'notificationPreferences { kind channels }');
  expect(account.notificationPreferences).toEqual(data.updateNotificationPreferences);
  const refused = await choose([], 'SECURITY');
  expect([codeOf(refused), faultyFields(refused)]).toEqual(['BAD_USER_INPUT', ['preferences.0.channels']]);
});

test('a page that cannot be is refused by its arguments', async () => {
  const { errors } = await accountOf(started, me, 'notifications(first: 0) { totalCount }');
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', fields: [{ path: 'first' }] });
});

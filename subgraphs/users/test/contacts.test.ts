import { ask } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { expect, test, vi } from 'vitest';
import { listContacts } from '../src/domain/list-contacts.ts';
import { suspendUser } from '../src/domain/suspend-user.ts';
import { verifyEmail } from '../src/domain/verify-email.ts';
import { mailedToken } from './mailed-token.ts';
import {
  administrator,
  anonymous,
  openApp,
  registered,
  registrationOf,
  startUsers,
} from './started-users.ts';

test('contacts are what a mailer needs and no more, of whoever is known', async () => {
  await using opened = await openApp();
  const { app, adapters } = opened;
  const [ana, ben] = [await registered(app, 'ana'), await registered(app, 'ben')];
  await suspendUser(app, await administrator(opened), { userId: ben.account.id, reason: 'cheating' });
  await verifyEmail(app, anonymous(), await mailedToken(app, ana.account.id, 'EMAIL_VERIFICATION'));
  adapters.statements.splice(0);
  const ids = [ben.account.id, newId(), ana.account.id, ana.account.id];
  expect(await listContacts(app, ids)).toEqual([
    {
      userId: ana.account.id,
      email: 'ana@arena.example',
      displayName: 'The ana',
      locale: 'EN',
      active: true,
      emailVerified: true,
    },
    {
      userId: ben.account.id,
      email: 'ben@arena.example',
      displayName: 'The ben',
      locale: 'EN',
      active: false,
      emailVerified: false,
    },
  ]);
  expect(adapters.statements).toHaveLength(1);
  expect(await listContacts(app, [])).toEqual([]);
});

test('a thousand contacts cost one statement', async () => {
  await using opened = await openApp();
  const { app, adapters } = opened;
  const { account } = await registered(app, 'ana');
  adapters.statements.splice(0);
  const ids = [...Array.from({ length: 999 }, () => newId()), account.id];
  expect((await listContacts(app, ids)).map(({ userId }) => userId)).toEqual([account.id]);
  expect(adapters.statements).toHaveLength(1);
});

test('the started subgraph answers users.contacts and hands its events to the bus', async () => {
  await using users = await startUsers();
  const seen = new Map<string, unknown>();
  const tail = await users.bus.tail(
    ({ routingKey, content }) => void seen.set(routingKey, JSON.parse(content)),
  );
  const { data } = await users.as()(
    `mutation ($input: RegisterInput!) { register(input: $input) { account { user { id } } } }`,
    { input: registrationOf('ana') },
  );
  const userId = data.register.account.user.id as string;
  await vi.waitUntil(() => seen.size > 1, { timeout: 10_000 });
  expect(Object.fromEntries(seen)).toEqual({
    'users.registered.v1': { userId, locale: 'EN' },
    'users.email-verification-requested.v2': { userId, requestId: expect.any(String) },
  });
  await tail.stop();

  const { contacts } = await ask(users.bus, 'users.contacts', { userIds: [userId] });
  expect(contacts.map(({ email }) => email)).toEqual(['ana@arena.example']);
  const tooMany = { userIds: Array.from({ length: 1_001 }, () => newId()) };
  await expect(ask(users.bus, 'users.contacts', tooMany)).rejects.toMatchObject({
    extensions: { code: 'BAD_USER_INPUT' },
  });
});

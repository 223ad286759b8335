import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { mailRequests, users } from '../src/db/schema.ts';
import { mintToken } from '../src/domain/mint-token.ts';
import { requestPasswordReset } from '../src/domain/request-password-reset.ts';
import { suspender } from './mailed-token.ts';
import { anonymous, openApp, refusal, registered, startUsers, type OpenApp } from './started-users.ts';
import { takeToldEvents } from './told-events.ts';

let opened: OpenApp;
let suspend: Awaited<ReturnType<typeof suspender>>;
beforeAll(async () => {
  opened = await openApp();
  suspend = await suspender(opened);
});
afterAll(() => opened[Symbol.asyncDispose]());
beforeEach(() => takeToldEvents(opened.app));

const HOUR_MS = 3_600_000;
const ask = (email: string) => requestPasswordReset(opened.app, anonymous(), email);
const askTimes = (times: number, email: string) =>
  Promise.all(Array.from({ length: times }, () => ask(email)));

/** How many resets were told of since this was last asked. */
const toldResets = async (): Promise<number> =>
  (await takeToldEvents(opened.app)).filter(
    ({ routingKey }) => routingKey === 'users.password-reset-requested.v2',
  ).length;

/** Somebody whose mail of registering is more than an hour old. */
async function longRegistered(username: string): Promise<{ userId: string; email: string }> {
  const { account } = await registered(opened.app, username);
  opened.adapters.advance(HOUR_MS + 1);
  await takeToldEvents(opened.app);
  return { userId: account.id, email: account.email };
}

async function suspended(username: string): Promise<string> {
  const { userId, email } = await longRegistered(username);
  await suspend(userId);
  return email;
}

async function departed(username: string): Promise<string> {
  const { userId, email } = await longRegistered(username);
  await opened.app.db.update(users).set({ status: 'DELETED' }).where(eq(users.id, userId));
  return email;
}

async function overmailed(username: string): Promise<string> {
  const { email } = await longRegistered(username);
  await askTimes(3, email);
  return email;
}

test('the mailer is told of whoever has the address, in whatever case it was typed', async () => {
  const { userId } = await longRegistered('forgot');
  expect(await ask('Forgot@ARENA.example')).toBe(true);
  const [told, ...more] = await takeToldEvents(opened.app);
  expect(more).toEqual([]);
  const requestId = expect.any(String);
  expect(told).toMatchObject({
    routingKey: 'users.password-reset-requested.v2',
    payload: { userId, requestId },
  });
  const payload = told?.payload as { requestId: string };
  expect(await mintToken(opened.app, { ...payload, purpose: 'PASSWORD_RESET' })).toMatchObject({ userId });
});

let known = 0;
test.each([
  ['that is nobody’s', async () => 'nobody@arena.example'],
  ['of somebody suspended', () => suspended('barred')],
  ['of somebody who has gone', () => departed('departed')],
  ['that has had three mails', () => overmailed('overmailed')],
])('an address %s is answered alike, by the same statements, and nothing comes of it', async (_, prepare) => {
  const statementsFor = async (address: string): Promise<string[]> => {
    opened.adapters.statements.splice(0);
    expect(await ask(address)).toBe(true);
    // kept or undone
    return opened.adapters.statements.splice(0).map((sql) => sql.replace(/^(release|rollback to) /, ''));
  };
  const { email } = await longRegistered(`known_${++known}`);
  const ofKnown = await statementsFor(email);
  expect(await toldResets()).toBe(1);

  const address = await prepare();
  await takeToldEvents(opened.app);
  const requests = await opened.app.db.$count(mailRequests);
  expect(await statementsFor(address)).toEqual(ofKnown);
  expect(ofKnown.filter((sql) => /insert into "(mail_requests|outbox)"/.test(sql))).toHaveLength(2);
  expect(await takeToldEvents(opened.app)).toEqual([]);
  expect(await opened.app.db.$count(mailRequests)).toBe(requests);
});

test('of requests made at once three are told of, and of later ones none within the hour', async () => {
  const { email } = await longRegistered('impatient');
  await askTimes(8, email);
  expect(await toldResets()).toBe(3);
  opened.adapters.advance(HOUR_MS - 60_000);
  await ask(email);
  expect(await toldResets()).toBe(0);
  opened.adapters.advance(60_001);
  await ask(email);
  expect(await toldResets()).toBe(1);
});

test('the mail that verifies an address counts, and each counts for an hour of its own', async () => {
  const { account } = await registered(opened.app, 'just_registered');
  opened.adapters.advance(HOUR_MS / 2);
  await askTimes(3, account.email);
  expect(await toldResets()).toBe(2);
  opened.adapters.advance(HOUR_MS / 2 + 1);
  await askTimes(3, account.email);
  expect(await toldResets()).toBe(1);
});

test('mails to one address leave those to another alone', async () => {
  await overmailed('one');
  const { email } = await longRegistered('other');
  await ask(email);
  expect(await toldResets()).toBe(1);
});

test('RATE_LIMITS=off sends any number of mails', async () => {
  await using unlimited = await openApp({ RATE_LIMITS: 'off' });
  const { account } = await registered(unlimited.app, 'tester');
  await takeToldEvents(unlimited.app);
  for (let i = 0; i < 5; i++) await requestPasswordReset(unlimited.app, anonymous(), account.email);
  expect(await takeToldEvents(unlimited.app)).toHaveLength(5);
});

test.each(['nobody', '', `${'a'.repeat(241)}@arena.example`])('%j is no address', async (email) => {
  expect(await refusal(ask(email))).toMatchObject({ code: 'BAD_USER_INPUT', fields: ['email'] });
});

test('requests are forgotten a week after they have expired, and not before', async () => {
  await using own = await openApp();
  const { app, adapters } = own;
  const { account } = await registered(app, 'sleeper');
  const addresses = async () =>
    (await app.db.select({ address: mailRequests.address }).from(mailRequests)).map((row) => row.address);
  adapters.advance(8 * 24 * HOUR_MS - 60_000);
  await requestPasswordReset(app, anonymous(), 'nobody@arena.example');
  expect(await addresses()).toEqual([account.email]);
  adapters.advance(60_001);
  await requestPasswordReset(app, anonymous(), 'nobody@arena.example');
  expect(await addresses()).toEqual([]);
});

test('over HTTP the anonymous are answered true, whosever the address is', async () => {
  await using started = await startUsers();
  const ASK = `mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }`;
  const answer = await started.as()(ASK, { email: 'nobody@arena.example' });
  expect([answer.data, answer.errors]).toEqual([{ requestPasswordReset: true }, undefined]);
});

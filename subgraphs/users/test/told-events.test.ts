import { newId, type Caller, type SignedIn } from '@arena/subgraph-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { changePassword } from '../src/domain/change-password.ts';
import { endSession } from '../src/domain/end-session.ts';
import { logIn } from '../src/domain/log-in.ts';
import { logOutEverywhere } from '../src/domain/log-out-everywhere.ts';
import { logOut } from '../src/domain/log-out.ts';
import { refreshSession } from '../src/domain/refresh-session.ts';
import { registerAccount } from '../src/domain/register-account.ts';
import { reinstateUser } from '../src/domain/reinstate-user.ts';
import { suspendUser } from '../src/domain/suspend-user.ts';
import { updateProfile } from '../src/domain/update-profile.ts';
import {
  administrator,
  anonymous,
  callerOf,
  openApp,
  PASSWORD,
  refusal,
  registered,
  registrationOf,
  type OpenApp,
} from './started-users.ts';
import { takeToldEvents, type ToldEvent } from './told-events.ts';

let opened: OpenApp;
let admin: SignedIn;
beforeAll(async () => {
  opened = await openApp();
  admin = await administrator(opened);
});
beforeEach(() => takeToldEvents(opened.app));
afterAll(() => opened[Symbol.asyncDispose]());

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const headers = { requestId: 'request-0815', traceparent };
const traced = <Given extends Caller>(caller: Given): Given => ({ ...caller, ...headers });

const told = (): Promise<ToldEvent[]> => takeToldEvents(opened.app);
const event = (name: string, payload: unknown, version = 1) => ({
  routingKey: `users.${name}.v${version}`,
  payload,
  headers,
});
const sessionEnded = ({ userId, sessionId }: SignedIn, reason: string) =>
  event('session-ended', { userId, sessionId, reason });

let people = 0;
/** Somebody new who is signed in twice; what that told is forgotten. */
async function signedInTwice() {
  const username = `person_${++people}`;
  const [first, second] = [
    await registered(opened.app, username),
    await logIn(opened.app, anonymous(), { login: username, password: PASSWORD }),
  ];
  await told();
  return { username, first, second, here: traced(callerOf(first)), elsewhere: callerOf(second) };
}

/** Expects these events and no others, in whatever order. */
async function expectTold(expected: unknown[]): Promise<void> {
  const events = await told();
  expect(events).toEqual(expect.arrayContaining(expected));
  expect(events).toHaveLength(expected.length);
}

test('who registers is told of with their language and the request that did it, and that a mail is to go', async () => {
  const registration = { ...registrationOf('newcomer'), locale: 'ES' };
  const { account } = await registerAccount(opened.app, traced(anonymous()), registration);
  const userId = account.id;
  expect(await told()).toEqual([
    event('registered', { userId, locale: 'ES' }),
    event('email-verification-requested', { userId, requestId: expect.any(String) }, 2),
  ]);
});

test('a refused registration tells nothing', async () => {
  await registered(opened.app, 'taken');
  await told();
  expect((await refusal(registered(opened.app, 'taken'))).reason).toBe('USERNAME_TAKEN');
  expect(await told()).toEqual([]);
});

test('users.profile-updated is told of a change, not of an update that changes nothing', async () => {
  const { here } = await signedInTwice();
  const update = (input: object) => updateProfile(opened.app, here, input);
  await update({ displayName: 'Another' });
  expect(await told()).toEqual([event('profile-updated', { userId: here.userId, locale: 'EN' })]);
  await update({ locale: 'ES' });
  expect(await told()).toEqual([event('profile-updated', { userId: here.userId, locale: 'ES' })]);
  await update({ displayName: ' Another ' });
  await update({});
  expect((await refusal(update({ displayName: '' }))).code).toBe('BAD_USER_INPUT');
  expect(await told()).toEqual([]);
});

test('users.password-changed is told, and that each other session has ended', async () => {
  const { here, elsewhere } = await signedInTwice();
  const newPassword = 'a new password';
  await changePassword(opened.app, here, { currentPassword: PASSWORD, newPassword });
  expect(await told()).toEqual([
    event('password-changed', { userId: here.userId }),
    sessionEnded(elsewhere, 'PASSWORD_CHANGED'),
  ]);
  const again = changePassword(opened.app, here, { currentPassword: PASSWORD, newPassword });
  expect((await refusal(again)).code).toBe('UNAUTHENTICATED');
  expect(await told()).toEqual([]);
});

test('users.suspended is told, and that each session has ended; reinstating tells nothing', async () => {
  const { here, elsewhere } = await signedInTwice();
  const suspension = { userId: here.userId, reason: 'cheating' };
  await suspendUser(opened.app, traced(admin), suspension);
  await expectTold([
    event('suspended', { userId: here.userId }),
    sessionEnded(here, 'SUSPENDED'),
    sessionEnded(elsewhere, 'SUSPENDED'),
  ]);
  expect((await refusal(suspendUser(opened.app, admin, suspension))).reason).toBe('INVALID_STATE');
  expect((await refusal(suspendUser(opened.app, elsewhere, suspension))).code).toBe('FORBIDDEN');
  await reinstateUser(opened.app, admin, here.userId);
  expect(await told()).toEqual([]);
});

test('users.session-ended is told once of a session that its owner logs out', async () => {
  const { first, here } = await signedInTwice();
  const leave = (token: string) => logOut(opened.app, traced(anonymous()), token);
  await leave(first.refreshToken);
  expect(await told()).toEqual([sessionEnded(here, 'LOGOUT')]);
  await leave(first.refreshToken);
  await leave('never issued');
  expect(await told()).toEqual([]);
});

test('users.session-ended is told of all sessions that somebody logs out of', async () => {
  const { here, elsewhere } = await signedInTwice();
  await logOutEverywhere(opened.app, here);
  await expectTold([sessionEnded(here, 'LOGOUT_EVERYWHERE'), sessionEnded(elsewhere, 'LOGOUT_EVERYWHERE')]);
});

test('users.session-ended is told of the one session that its owner ends', async () => {
  const { here, elsewhere } = await signedInTwice();
  const stranger = await signedInTwice();
  expect((await refusal(endSession(opened.app, stranger.here, elsewhere.sessionId))).code).toBe('NOT_FOUND');
  expect((await refusal(endSession(opened.app, here, newId()))).code).toBe('NOT_FOUND');
  expect(await told()).toEqual([]);
  await endSession(opened.app, here, elsewhere.sessionId);
  expect(await told()).toEqual([sessionEnded(elsewhere, 'ENDED_BY_OWNER')]);
});

test('users.session-ended is told of a session whose refresh token was used twice', async () => {
  const { first, here } = await signedInTwice();
  const refresh = () => refreshSession(opened.app, traced(anonymous()), first.refreshToken);
  await refresh();
  expect(await told()).toEqual([]);
  opened.adapters.advance(11_000);
  expect((await refusal(refresh())).code).toBe('UNAUTHENTICATED');
  expect(await told()).toEqual([sessionEnded(here, 'TOKEN_REUSED')]);
  expect((await refusal(refresh())).code).toBe('UNAUTHENTICATED');
  expect(await told()).toEqual([]);
});

import { newId } from '@arena/subgraph-kit';
import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityOf, PASSWORD, registrationOf, startUsers, type StartedUsers } from './started-users.ts';

let started: StartedUsers;
beforeAll(async () => void (started = await startUsers()));
afterAll(() => started[Symbol.asyncDispose]());

type Tokens = { accessToken: string; refreshToken: string };

const register = async (username: string): Promise<Tokens> =>
  (
    await started.as()(
      `mutation ($input: RegisterInput!) { register(input: $input) { accessToken refreshToken } }`,
      { input: registrationOf(username) },
      { 'x-client-user-agent': 'first device' },
    )
  ).data.register;

const logIn = async (login: string): Promise<Tokens> =>
  (
    await started.as()(
      `mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }`,
      { input: { login, password: PASSWORD } },
      { 'x-client-user-agent': 'second device' },
    )
  ).data.login;

const as = (tokens: Tokens) => started.as(identityOf(tokens));
const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken } }`;
const refreshCode = async (tokens: Tokens) =>
  codeOf(await started.as()(REFRESH, { token: tokens.refreshToken }));
const LOGOUT = `mutation ($token: String!) { logout(refreshToken: $token) }`;
const END = `mutation ($id: ID!) { endSession(id: $id) }`;

test('sessions lists where one is signed in, and tells the one that asks', async () => {
  const first = await register('lister');
  const second = await logIn('lister');
  const answer = await as(first)(`{ me { sessions { id userAgent current createdAt lastUsedAt } } }`);
  expect(answer.data.me.sessions).toEqual([
    expect.objectContaining({ id: identityOf(second).sessionId, userAgent: 'second device', current: false }),
    expect.objectContaining({ id: identityOf(first).sessionId, userAgent: 'first device', current: true }),
  ]);
});

test('a session just opened is listed as the current one', async () => {
  const answer = await started.as()(
    `mutation ($a: RegisterInput!, $b: LoginInput!) {
      register(input: $a) { account { sessions { current } } }
      login(input: $b) { account { sessions { current } } }
    }`,
    { a: registrationOf('fresh'), b: { login: 'fresh', password: PASSWORD } },
  );
  expect(answer.data.register.account.sessions).toEqual([{ current: true }]);
  expect(answer.data.login.account.sessions).toEqual([{ current: true }, { current: false }]);
});

test('logging out ends the session, is true again and again, and for a token that never was', async () => {
  const tokens = await register('leaver');
  const other = await logIn('leaver');
  for (const token of [tokens.refreshToken, tokens.refreshToken, 'never issued']) {
    expect((await started.as()(LOGOUT, { token })).data).toEqual({ logout: true });
  }
  expect(await refreshCode(tokens)).toBe('UNAUTHENTICATED');
  expect((await as(tokens)(`{ me { id } }`)).data.me).toBeNull();
  expect(await refreshCode(other)).toBeUndefined();
});

test('logoutEverywhere ends all of one’s sessions and nobody else’s', async () => {
  const first = await register('roamer');
  const second = await logIn('roamer');
  const stranger = await register('stays');
  expect((await as(first)(`mutation { logoutEverywhere }`)).data.logoutEverywhere).toBe(true);
  expect(await refreshCode(first)).toBe('UNAUTHENTICATED');
  expect(await refreshCode(second)).toBe('UNAUTHENTICATED');
  expect(await refreshCode(stranger)).toBeUndefined();
});

test('endSession ends one of one’s own sessions, once', async () => {
  const first = await register('tidy');
  const second = await logIn('tidy');
  const { sessionId } = identityOf(second);
  expect((await as(first)(END, { id: sessionId })).data.endSession).toBe(true);
  expect(await refreshCode(second)).toBe('UNAUTHENTICATED');
  expect(await refreshCode(first)).toBeUndefined();
  expect(codeOf(await as(first)(END, { id: sessionId }))).toBe('NOT_FOUND');
});

test('nobody ends another person’s session', async () => {
  const victim = await register('victim');
  const attacker = await register('attacker');
  expect(codeOf(await as(attacker)(END, { id: identityOf(victim).sessionId }))).toBe('NOT_FOUND');
  expect(await refreshCode(victim)).toBeUndefined();
  expect(codeOf(await as(attacker)(END, { id: newId() }))).toBe('NOT_FOUND');
  const noId = await as(attacker)(END, { id: 'no id' });
  expect([codeOf(noId), faultyFields(noId)]).toEqual(['BAD_USER_INPUT', ['id']]);
});

test.each([
  `mutation { logoutEverywhere }`,
  `mutation { resendEmailVerification }`,
  `mutation { endSession(id: "${newId()}") }`,
  `mutation { updateProfile(input: { displayName: "x" }) { id } }`,
  `mutation { changePassword(input: { currentPassword: "${PASSWORD}", newPassword: "another password" }) { accessToken } }`,
  `mutation { suspendUser(userId: "${newId()}", reason: "x") { id } }`,
  `mutation { reinstateUser(userId: "${newId()}") { id } }`,
  `{ users { totalCount } }`,
])('an access token that outlives its session, or none, opens nothing: %s', async (operation) => {
  const tokens = await register(`ghost_${operation.replace(/\W/g, '').slice(0, 20).toLowerCase()}`);
  await started.as()(LOGOUT, { token: tokens.refreshToken });
  const identity = { ...identityOf(tokens), scopes: ['platform:admin'] };
  expect(codeOf(await started.as(identity)(operation))).toBe('UNAUTHENTICATED');
  expect(codeOf(await started.as()(operation))).toBe('UNAUTHENTICATED');
});

test('a session that nobody used for thirty days is over and forgotten at the next login', async () => {
  const tokens = await register('sleeper');
  started.adapters.advance(30 * 86_400_000);
  expect((await as(tokens)(`{ me { id } }`)).data.me).toBeNull();
  const fresh = await logIn('sleeper');
  expect((await as(fresh)(`{ me { sessions { current } } }`)).data.me.sessions).toEqual([{ current: true }]);
});

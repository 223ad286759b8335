import { codeOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { App } from '../src/app.ts';
import { loginAttempts } from '../src/db/schema.ts';
import { logIn } from '../src/domain/log-in.ts';
import { registerAccount } from '../src/domain/register-account.ts';
import { reinstateUser } from '../src/domain/reinstate-user.ts';
import { suspendUser } from '../src/domain/suspend-user.ts';
import {
  administrator,
  anonymous,
  openApp,
  PASSWORD,
  refusal,
  registered,
  registrationOf,
  startUsers,
  type OpenApp,
} from './started-users.ts';

let opened: OpenApp;
beforeAll(async () => void (opened = await openApp()));
afterAll(() => opened[Symbol.asyncDispose]());

let addresses = 0;
const fromNewAddress = () => anonymous({ address: `198.51.100.${addresses++}` });
const attempt = (login: string, password: string, caller = fromNewAddress()) =>
  logIn(opened.app, caller, { login, password });

test.each(['Ana_Login@Arena.Example', '  ana_login@arena.example ', 'ana_login', 'ANA_LOGIN'])(
  'signs in as %j',
  async (login) => {
    if (login.startsWith('Ana')) await registered(opened.app, 'ana_login');
    const session = await attempt(login, PASSWORD);
    expect(session.account.username).toBe('ana_login');
  },
);

test('a password may be typed on a keyboard that composes differently', async () => {
  await registerAccount(opened.app, anonymous(), { ...registrationOf('jose'), password: 'contrase\u00f1a' });
  const session = await attempt('jose', 'contrasen\u0303a');
  expect(session.account.username).toBe('jose');
});

test('a wrong password and an unknown login are refused alike', async () => {
  await registered(opened.app, 'known');
  const wrong = await refusal(attempt('known', 'wrong password'));
  expect(wrong).toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await refusal(attempt('unknown', 'wrong password'))).toEqual(wrong);
  expect(await refusal(attempt('unknown@arena.example', 'wrong password'))).toEqual(wrong);
});

test('an unknown login costs a verification, as a known one does', async () => {
  const verified: (string | null)[] = [];
  const app: App = {
    ...opened.app,
    passwords: {
      ...opened.app.passwords,
      verify: (hash, password) => {
        verified.push(hash);
        return opened.app.passwords.verify(hash, password);
      },
    },
  };
  await refusal(logIn(app, fromNewAddress(), { login: 'nobody_here', password: 'wrong password' }));
  expect(verified).toEqual([null]);
});

test('suspended users logging in', async () => {
  const admin = await administrator(opened, 'log_in_admin');
  const { account } = await registered(opened.app, 'banned');
  await suspendUser(opened.app, admin, { userId: account.id, reason: 'cheating' });

  expect(await refusal(attempt('banned', PASSWORD))).toMatchObject({
    code: 'FORBIDDEN',
    reason: 'SUSPENDED',
  });
  // without the password nobody learns of the suspension
  expect(await refusal(attempt('banned', 'wrong password'))).toMatchObject({ code: 'UNAUTHENTICATED' });

  await reinstateUser(opened.app, admin, account.id);
  expect((await attempt('banned', PASSWORD)).account.status).toBe('ACTIVE');
});

test.each([
  [{ login: '', password: PASSWORD }, ['input.login']],
  [{ login: 'a\0b', password: PASSWORD }, ['input.login']],
  [{ login: 'a'.repeat(255), password: '' }, ['input.login', 'input.password']],
  [{ login: 'ana_login', password: 'p'.repeat(129) }, ['input.password']],
])('bad credentials are named: case %#', async (input, fields) => {
  const refused = await refusal(logIn(opened.app, fromNewAddress(), input));
  expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', fields });
});

const fail = (times: number, login: string, caller?: ReturnType<typeof anonymous>) =>
  Promise.all(Array.from({ length: times }, () => refusal(attempt(login, 'wrong password', caller))));

test.each(['throttled', 'not_registered'])(
  'after ten failures of %s, made at once, even the right password waits',
  async (login) => {
    if (login === 'throttled') await registered(opened.app, login);
    const failures = await fail(12, login);
    const codes = failures.map((failure) => failure.code).sort();
    expect(codes).toEqual([...Array(2).fill('RATE_LIMITED'), ...Array(10).fill('UNAUTHENTICATED')]);

    const refused = await refusal(attempt(login, PASSWORD));
    expect(refused.code).toBe('RATE_LIMITED');
    expect(refused.retryAfterMs).toBeGreaterThan(800_000);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(900_000);
  },
);

test('a throttled account may be tried again when the window is over', async () => {
  await registered(opened.app, 'patient');
  await fail(11, 'patient');
  expect((await refusal(attempt('patient', PASSWORD))).code).toBe('RATE_LIMITED');
  opened.adapters.advance(900_001);
  expect((await attempt('patient', PASSWORD)).account.username).toBe('patient');
});

test('a success clears the failures of the account under both its names', async () => {
  await registered(opened.app, 'forgiven');
  for (const login of ['forgiven', 'forgiven@arena.example']) await fail(9, login);
  await attempt('forgiven', PASSWORD);
  for (const login of ['forgiven', 'forgiven@arena.example']) {
    expect((await fail(9, login)).every((failure) => failure.code === 'UNAUTHENTICATED')).toBe(true);
  }
});

test('fifty failures from one address, on whatever accounts, throttle it; successes do not count', async () => {
  await registered(opened.app, 'neighbour');
  const here = anonymous({ address: '203.0.113.7' });
  for (let i = 0; i < 3; i++) await attempt('neighbour', PASSWORD, here);
  const failures = await Promise.all(
    Array.from({ length: 50 }, (_, i) => refusal(attempt(`guess_${i}`, 'wrong password', here))),
  );
  expect(failures.every((failure) => failure.code === 'UNAUTHENTICATED')).toBe(true);
  expect((await refusal(attempt('neighbour', PASSWORD, here))).code).toBe('RATE_LIMITED');
  expect((await attempt('neighbour', PASSWORD)).account.username).toBe('neighbour');
});

test('counts that are over are forgotten, and no login or address is stored in the clear', async () => {
  await fail(1, 'passer_by', anonymous({ address: '203.0.113.99' }));
  const rows = await opened.app.db.select().from(loginAttempts);
  expect(JSON.stringify(rows)).not.toMatch(/passer_by|203\.0\.113/);
  opened.adapters.advance(900_001);
  await registered(opened.app, 'sweeper');
  await attempt('sweeper', PASSWORD);
  // the sweeper's own address is all that is counted now
  expect(await opened.app.db.$count(loginAttempts)).toBe(1);
});

test('RATE_LIMITS=off bears any number of failures', async () => {
  await using unlimited = await openApp({ RATE_LIMITS: 'off' });
  const codes = await Promise.all(
    Array.from({ length: 12 }, async () => {
      const wrong = { login: 'nobody', password: 'wrong password' };
      return (await refusal(logIn(unlimited.app, anonymous(), wrong))).code;
    }),
  );
  expect(new Set(codes)).toEqual(new Set(['UNAUTHENTICATED']));
});

test('over HTTP the client learns when to come back', async () => {
  await using started = await startUsers({ LOGIN_FAILURES_PER_ACCOUNT: '1' });
  const LOGIN = `mutation { login(input: { login: "nobody", password: "wrong" }) { accessToken } }`;
  expect(codeOf(await started.as()(LOGIN))).toBe('UNAUTHENTICATED');
  const limited = await started.as()(LOGIN);
  expect(limited.errors?.[0]?.extensions).toEqual({ code: 'RATE_LIMITED', retryAfterMs: expect.any(Number) });
});

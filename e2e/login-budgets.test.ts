import { codeOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerMember, startedArena, type StartedArena } from './started-arena.ts';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';

let arena: StartedArena;
beforeAll(async () => void (arena = await startedArena({ RATE_LIMITS: 'on' })));
afterAll(() => arena[Symbol.asyncDispose]());

test('an account is throttled by users before the gateway’s budget of logins is used up, which holds for all accounts', async () => {
  await registerMember(arena, 'zoe');
  const logIn = (login: string, password = 'wrong') => arena.ask(LOGIN, { input: { login, password } });
  for (let i = 0; i < 10; i += 1) expect(codeOf(await logIn('zoe'))).toBe('UNAUTHENTICATED');

  const byUsers = await logIn('zoe');
  expect(codeOf(byUsers)).toBe('RATE_LIMITED');
  expect(byUsers.errors?.[0]?.path, 'what users say of one field').toEqual(['login']);
  expect(byUsers.status).toBe(200);

  const left = Number(byUsers.headers.get('ratelimit-remaining'));
  expect(left).toBeGreaterThan(0);
  for (let i = 0; i < left; i += 1) expect(codeOf(await logIn(`other${i}`))).toBe('UNAUTHENTICATED');
  const byGateway = await logIn('another');
  expect(codeOf(byGateway)).toBe('RATE_LIMITED');
  expect(byGateway.status).toBe(429);
  expect((await arena.ask('{ games { id } }')).errors, 'the rest of the graph is open').toBeUndefined();
});

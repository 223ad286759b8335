import { codeOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerMember, startedArena, type StartedArena } from './started-arena.ts';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';

let arena: StartedArena;
beforeAll(async () => void (arena = await startedArena({ RATE_LIMITS: 'on', TRUSTED_PROXY_HOPS: '1' })));
afterAll(() => arena[Symbol.asyncDispose]());

const logIn = (login: string, address: string) =>
  arena.ask(LOGIN, { input: { login, password: 'wrong' } }, { 'x-forwarded-for': address });

test('an account bears ten wrong passwords, from wherever they come', async () => {
  await registerMember(arena, 'zoe');
  for (let i = 0; i < 10; i += 1) expect(codeOf(await logIn('zoe', `192.0.2.${i}`))).toBe('UNAUTHENTICATED');
  const byUsers = await logIn('zoe', '192.0.2.99');
  expect(codeOf(byUsers)).toBe('RATE_LIMITED');
  expect(byUsers.errors?.[0]?.path, 'what users say of one field').toEqual(['login']);
  expect(byUsers.status).toBe(200);
});

test('an address has a budget of logins, for whomever they are', async () => {
  const address = '198.51.100.7';
  const first = await logIn('somebody', address);
  const left = Number(first.headers.get('ratelimit-remaining'));
  expect(left).toBeGreaterThan(0);
  for (let i = 0; i < left; i += 1) expect(codeOf(await logIn(`other${i}`, address))).toBe('UNAUTHENTICATED');
  const byGateway = await logIn('another', address);
  expect(codeOf(byGateway)).toBe('RATE_LIMITED');
  expect(byGateway.status).toBe(429);
  const games = await arena.ask('{ games { id } }', {}, { 'x-forwarded-for': address });
  expect(games.errors, 'the rest of the graph is open').toBeUndefined();
});

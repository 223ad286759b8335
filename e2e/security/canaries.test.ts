import { eventually, keptSpans, testRedis, type GraphQLAnswer } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startedArena, type StartedArena } from '../started-arena.ts';
import { mailedToken } from '../mailed-token.ts';

const EMAIL = 'canary-address@arena.example';
const PASSWORD = 'canary password of somebody';
const NEW_PASSWORD = 'canary password anew';
const WRONG_PASSWORD = 'canary password mistaken';

const { tracing, spans } = await keptSpans();
const logged: string[] = [];
const published: string[] = [];
const errors: string[] = [];
const canaries: Record<string, string> = {
  password: PASSWORD,
  'new password': NEW_PASSWORD,
  'wrong password': WRONG_PASSWORD,
  'e-mail address': EMAIL,
};

let redis: Awaited<ReturnType<typeof testRedis>>;
let arena: StartedArena;
let stored = '';

/** What a key of Redis holds, whatever its type. */
async function valueOf(key: string): Promise<unknown> {
  const { client } = redis;
  const type = await client.type(key);
  if (type === 'hash') return client.hgetall(key);
  if (type === 'set') return client.smembers(key);
  if (type === 'zset') return client.zrange(key, 0, -1);
  if (type === 'list') return client.lrange(key, 0, -1);
  return type === 'string' ? client.get(key) : Promise.reject(new Error(`${key} is a ${type}`));
}

/** All that Redis holds of this Arena. */
async function storedInRedis(): Promise<string> {
  const keys = await redis.client.keys(`${redis.prefix}*`);
  return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await valueOf(key)])));
}

/** What an answer says of failures; it may well hold what was asked for. */
function hear(answer: GraphQLAnswer): GraphQLAnswer {
  errors.push(JSON.stringify(answer.errors ?? []));
  return answer;
}

beforeAll(async () => {
  redis = await testRedis();
  const log = { write: (line: string) => void logged.push(line) };
  arena = await startedArena({ LOG_LEVEL: 'debug' }, redis, { tracing, log });
  const tailing = await arena.bus.tail((message) => void published.push(JSON.stringify(message)));

  const ask = async (query: string, variables = {}) => hear(await arena.ask(query, variables));
  const person = { username: 'canary', displayName: 'Canary', password: PASSWORD, email: EMAIL };
  const register = `mutation Register($input: RegisterInput!) {
    register(input: $input) { accessToken refreshToken account { id } }
  }`;
  const { register: session } = (await ask(register, { input: person })).data;
  // taken already, and of a wrong form
  await ask(register, { input: { ...person, username: 'other' } });
  await ask(register, { input: { ...person, username: '!', email: EMAIL } });
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken } }';
  await ask(login, { input: { login: EMAIL, password: WRONG_PASSWORD } });
  const { login: again } = (await ask(login, { input: { login: EMAIL, password: PASSWORD } })).data;
  hear(await arena.askWith(again.accessToken)('{ me { id email } }'));
  const refresh =
    'mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }';
  const { refreshSession: renewed } = (await ask(refresh, { token: again.refreshToken })).data;
  hear(await arena.askWith(`${again.accessToken}x`)('{ me { id } }'));

  const verification = await mailedToken(arena, session.account.id, 'EMAIL_VERIFICATION');
  await ask('mutation ($token: String!) { verifyEmail(token: $token) { id } }', { token: verification });
  await ask('mutation ($email: EmailAddress!) { requestPasswordReset(email: $email) }', { email: EMAIL });
  const reset = await mailedToken(arena, session.account.id, 'PASSWORD_RESET');
  const input = { token: reset, newPassword: NEW_PASSWORD };
  const resetPassword =
    'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken refreshToken } }';
  await ask(resetPassword, { input });
  // used already
  await ask(resetPassword, { input });
  await eventually(
    async () => spans.map(({ name }) => name),
    (names) =>
      ['EMAIL_VERIFICATION', 'PASSWORD_RESET', 'SECURITY'].every((kind) =>
        names.includes(`send mail ${kind}`),
      ),
  );

  Object.assign(canaries, {
    'access token': session.accessToken,
    'refresh token': session.refreshToken,
    'second access token': again.accessToken,
    'second refresh token': again.refreshToken,
    'renewed refresh token': renewed.refreshToken,
    'verification token': verification,
    'reset token': reset,
  });
  stored = await storedInRedis();
  await tailing.stop();
});
afterAll(async () => {
  await arena[Symbol.asyncDispose]();
  await redis[Symbol.asyncDispose]();
});

test('the journey leaves something everywhere where it is looked for', () => {
  expect(logged.length).toBeGreaterThan(0);
  expect(spans.length).toBeGreaterThan(50);
  expect(published.join()).toContain('users.password-changed');
  expect(errors.join()).toContain('UNAUTHENTICATED');
  expect(stored).toContain(redis.prefix);
});

const places = {
  'the logs, at the level debug': () => logged.join('\n'),
  spans: () =>
    JSON.stringify(
      spans.map(({ name, attributes, events, status, resource }) => [
        name,
        attributes,
        events,
        status,
        resource.attributes,
      ]),
    ),
  'the errors of answers': () => errors.join('\n'),
  'the messages of the broker': () => published.join('\n'),
  Redis: () => stored,
};

test.each(Object.entries(places))('no password, token or address is in %s', (_place, read) => {
  const text = read();
  expect(Object.keys(canaries).filter((name) => text.includes(canaries[name] as string))).toEqual([]);
});

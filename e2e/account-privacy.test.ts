import { readFileSync } from 'node:fs';
import { buildSchema, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mailedToken } from './mailed-token.ts';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

const api = buildSchema(readFileSync(new URL('../schema/api.graphql', import.meta.url), 'utf8'));

let arena: StartedArena;
let victim: Member;
let attacker: Member;
beforeAll(async () => {
  arena = await startedArena();
  victim = await registerMember(arena, 'victim');
  attacker = await registerMember(arena, 'attacker');
});
afterAll(() => arena[Symbol.asyncDispose]());

/** The fields of the graph that lead to an Account, as `Type.field`. */
function waysToAccount(): string[] {
  const types = Object.values(api.getTypeMap()).filter(isObjectType);
  return types.flatMap((type) =>
    Object.values(type.getFields())
      .filter((field) => getNamedType(field.type).name === 'Account')
      .map((field) => `${type.name}.${field.name}`),
  );
}

test('only me, a session just made and the token of a mail lead to an Account', () => {
  expect(waysToAccount().sort()).toEqual(['Mutation.verifyEmail', 'Query.me', 'Session.account']);
});

test('me is the caller and nobody else', async () => {
  const { data } = await attacker.ask('{ me { id email user { username } } }');
  expect(data.me).toEqual({
    id: attacker.id,
    email: 'attacker@arena.example',
    user: { username: 'attacker' },
  });
  expect((await arena.ask('{ me { id } }')).data).toEqual({ me: null });
});

test('every session leads to the account of the one it was made for', async () => {
  const refreshed = await arena.ask(
    'mutation ($token: String!) { refreshSession(refreshToken: $token) { account { id email } } }',
    { token: attacker.refreshToken },
  );
  expect(refreshed.data.refreshSession.account).toEqual({ id: attacker.id, email: 'attacker@arena.example' });
});

test('the token of a mail leads to the account it is for, of which others keep nothing for who has it', async () => {
  const VERIFY = `mutation ($token: String!) {
    verifyEmail(token: $token) { id emailVerified tickets { totalCount } transactions { nodes { id } } }
  }`;
  const token = await mailedToken(arena, victim.id, 'EMAIL_VERIFICATION');
  const { data } = await attacker.ask(VERIFY, { token });
  expect(data.verifyEmail).toEqual({
    id: victim.id,
    emailVerified: true,
    tickets: null,
    transactions: null,
  });
  const own = await mailedToken(arena, attacker.id, 'EMAIL_VERIFICATION');
  const seen = await attacker.ask(VERIFY, { token: own });
  expect(seen.data.verifyEmail).toMatchObject({ id: attacker.id, tickets: { totalCount: 0 } });
});

test('the public face of a person has no private field', () => {
  const user = api.getType('User');
  const fields = isObjectType(user) ? Object.keys(user.getFields()) : [];
  expect(fields).not.toEqual([]);
  for (const secret of ['email', 'emailVerified', 'status', 'scopes', 'sessions', 'account', 'locale']) {
    expect(fields).not.toContain(secret);
  }
});

test('clients cannot ask the gateway for entities', async () => {
  const { errors } = await attacker.ask(
    'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Account { email } } }',
    { r: [{ __typename: 'Account', id: victim.id }] },
  );
  expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
});

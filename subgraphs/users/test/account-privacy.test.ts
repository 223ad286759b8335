import { newId } from '@arena/subgraph-kit';
import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityOf, registrationOf, startUsers, type StartedUsers } from './started-users.ts';

let started: StartedUsers;
let ana: ReturnType<typeof identityOf>;
let bob: ReturnType<typeof identityOf>;

const register = async (username: string) =>
  identityOf(
    (
      await started.as()(`mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`, {
        input: registrationOf(username),
      })
    ).data.register,
  );

beforeAll(async () => {
  started = await startUsers();
  ana = await register('ana');
  bob = await register('bob');
});
afterAll(() => started[Symbol.asyncDispose]());

const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on Account { id email sessions { id } user { username } }
    ... on User { username }
  }
}`;
const account = (id: string) => ({ __typename: 'Account', id });
const user = (id: string) => ({ __typename: 'User', id });

test('me is null for the anonymous and one’s own account for the signed in', async () => {
  expect((await started.as()(`{ me { id } }`)).data).toEqual({ me: null });
  const answer = await started.as(ana)(
    `{ me { id email emailVerified status scopes user { id username } } }`,
  );
  expect(answer.data.me).toEqual({
    id: ana.userId,
    email: 'ana@arena.example',
    emailVerified: false,
    status: 'ACTIVE',
    scopes: [],
    user: { id: ana.userId, username: 'ana' },
  });
});

test('the account of another person is not reached through a reference', async () => {
  const of = [account(bob.userId), account(ana.userId), account(newId()), account('no id')];
  const answer = await started.as(ana)(ENTITIES, { of });
  expect(answer.errors).toBeUndefined();
  expect(answer.data._entities.map((entity: { email: string } | null) => entity?.email ?? null)).toEqual([
    null,
    'ana@arena.example',
    null,
    null,
  ]);
});

test('the anonymous reach no account through a reference', async () => {
  const answer = await started.as()(ENTITIES, { of: [account(ana.userId), account(bob.userId)] });
  expect(answer.data._entities).toEqual([null, null]);
});

test('a session of another person opens nothing of one’s own', async () => {
  const mixed = { ...ana, sessionId: bob.sessionId };
  expect((await started.as(mixed)(`{ me { id } }`)).data.me).toBeNull();
});

test('member e-mails shown to anonymous callers', async () => {
  const fields = await started.as()(`{ user(id: "${ana.userId}") { email } }`);
  expect(codeOf(fields)).toBe('GRAPHQL_VALIDATION_FAILED');

  started.adapters.statements.splice(0);
  const answer = await started.as()(
    `{ user(id: "${ana.userId}") { id username displayName avatarUrl createdAt } userByUsername(username: "ANA") { id } }`,
  );
  expect(answer.data.user).toMatchObject({ id: ana.userId, username: 'ana', displayName: 'The ana' });
  expect(answer.data.userByUsername).toEqual({ id: ana.userId });
  // not even read from the database
  for (const sql of started.adapters.statements.splice(0)) expect(sql).not.toMatch(/email|password/);
});

test('one SQL statement for many references to users', async () => {
  const ids = [ana.userId, newId(), bob.userId.toUpperCase(), 'no id', ana.userId];
  started.adapters.statements.splice(0);
  const answer = await started.as()(ENTITIES, { of: ids.map(user) });
  expect(answer.data._entities).toEqual([
    { username: 'ana' },
    null,
    { username: 'bob' },
    null,
    { username: 'ana' },
  ]);
  expect(started.adapters.statements.splice(0)).toHaveLength(1);
});

test('one SQL statement for all usernames, and one each for an account and its sessions', async () => {
  started.adapters.statements.splice(0);
  await started.as()(
    `{ a: userByUsername(username: "ana") { id } b: userByUsername(username: "bob") { id } }`,
  );
  expect(started.adapters.statements.splice(0)).toHaveLength(1);
  await started.as(ana)(`{ a: me { id sessions { id } } b: me { email sessions { current } } }`);
  expect(started.adapters.statements.splice(0)).toHaveLength(2);
});

test('absent people are null; ids and usernames that cannot be anybody’s are named', async () => {
  const absent = await started.as()(
    `{ user(id: "${newId()}") { id } userByUsername(username: "nobody_here") { id } }`,
  );
  expect(absent).toMatchObject({ data: { user: null, userByUsername: null } });
  expect(absent.errors).toBeUndefined();
  expect(faultyFields(await started.as()(`{ user(id: "no id") { id } }`))).toEqual(['id']);
  expect(faultyFields(await started.as()(`{ userByUsername(username: "no name") { id } }`))).toEqual([
    'username',
  ]);
});

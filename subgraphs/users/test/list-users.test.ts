import { PLATFORM_ADMIN, type Identity } from '@arena/subgraph-kit';
import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { grantPlatformAdmin } from '../src/index.ts';
import { identityOf, registrationOf, startUsers, type StartedUsers } from './started-users.ts';

let started: StartedUsers;
let admin: Identity;

const REGISTER = `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`;
const register = async (username: string, displayName: string, email: string) =>
  (await started.as()(REGISTER, { input: { ...registrationOf(username), displayName, email } })).data
    .register;

beforeAll(async () => {
  started = await startUsers();
  const session = await register('chief', 'Chief', 'chief@arena.example');
  await grantPlatformAdmin(started.databaseUrl, 'chief');
  admin = { ...identityOf(session), scopes: [PLATFORM_ADMIN] };
  await register('ana', 'Ana Múñoz', 'Ana.M@Mail.example');
  await register('bob', '100% Bob', 'bob@arena.example');
  await register('cleo_x', 'Cleo', 'c@arena.example');
  await register('dan', 'ﬁne Dan', 'dan@arena.example');
});
afterAll(() => started[Symbol.asyncDispose]());

const LIST = `query ($search: String, $first: Int, $after: String) {
  users(search: $search, first: $first, after: $after) {
    nodes { username } edges { cursor node { username } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount
  }
}`;
const list = (variables: object, identity = admin) => started.as(identity)(LIST, { ...variables });
const found = async (search: string) => {
  const { users } = (await list({ search })).data;
  expect(users.totalCount).toBe(users.nodes.length);
  return users.nodes.map((user: { username: string }) => user.username);
};

test.each([
  ['a part of the username', 'hie', ['chief']],
  ['the display name without its accents', 'MUNOZ', ['ana']],
  ['the display name with other accents', 'àna', ['ana']],
  ['the e-mail address in any case', 'ana.m@mail', ['ana']],
  ['a ligature', 'FINE', ['dan']],
  ['a per cent sign, which is no wildcard', '%', ['bob']],
  ['an underscore, which is no wildcard', '_', ['cleo_x']],
  ['a backslash', '\\', []],
  ['nothing but blanks', '  ', ['ana', 'bob', 'chief', 'cleo_x', 'dan']],
  ['a text across two fields', 'ana ana', []],
])('finds people by %s', async (_, search, usernames) => {
  expect(await found(search)).toEqual(usernames);
});

test('pages by username, and a page past the end is empty', async () => {
  const first = (await list({ first: 2 })).data.users;
  expect(first.nodes).toEqual([{ username: 'ana' }, { username: 'bob' }]);
  expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
  const rest = (await list({ first: 3, after: first.pageInfo.endCursor })).data.users;
  expect(rest.nodes.map((user: { username: string }) => user.username)).toEqual(['chief', 'cleo_x', 'dan']);
  expect(rest.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  const past = (await list({ after: rest.pageInfo.endCursor })).data.users;
  expect(past).toMatchObject({ nodes: [], edges: [], totalCount: 5 });
});

test('people are counted only where the count is asked for', async () => {
  started.adapters.statements.splice(0);
  await started.as(admin)(`{ users { nodes { username } } }`);
  expect(started.adapters.statements.splice(0).filter((sql) => sql.includes('count('))).toEqual([]);
});

const cursorOf = (list: unknown, key: unknown) =>
  Buffer.from(JSON.stringify([list, key])).toString('base64url');

test.each([
  [{ first: 0 }, ['first']],
  [{ first: 101 }, ['first']],
  [{ first: 'many' }, ['first']],
  [{ after: 'no cursor' }, ['after']],
  [{ after: cursorOf('tournaments:STARTS_AT_ASC', 'ana') }, ['after']],
  [{ after: cursorOf('users', 'a\0b') }, ['after']],
  [{ search: 'x'.repeat(101) }, ['search']],
  [{ search: 'a\0b' }, ['search']],
])('bad arguments are named: case %#', async (variables, fields) => {
  const answer = await list(variables);
  expect([codeOf(answer), faultyFields(answer)]).toEqual(['BAD_USER_INPUT', fields]);
});

test('only platform administrators list people', async () => {
  const member = identityOf(await register('zoe', 'Zoe', 'zoe@arena.example'));
  const answer = await list({}, member);
  expect([answer.data.users, codeOf(answer)]).toEqual([null, 'FORBIDDEN']);
});

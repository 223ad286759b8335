import { codeOf, faultyFields } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { identityOf, registrationOf, startUsers, type StartedUsers } from './started-users.ts';

let started: StartedUsers;
let ask: ReturnType<StartedUsers['as']>;
beforeAll(async () => {
  started = await startUsers();
  const answer = await started.as()(
    `mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }`,
    { input: registrationOf('ana') },
  );
  ask = started.as(identityOf(answer.data.register));
});
afterAll(() => started[Symbol.asyncDispose]());

const UPDATE = `mutation ($input: UpdateProfileInput!) {
  updateProfile(input: $input) { username displayName avatarUrl }
}`;
const profile = async () => (await ask(`{ me { locale user { displayName avatarUrl } } }`)).data.me;

test('what is given changes, what is left out stays', async () => {
  const avatarUrl = 'https://images.arena.example/ana.png';
  const first = await ask(UPDATE, { input: { displayName: '  Ana María ', avatarUrl } });
  expect(first.data.updateProfile).toEqual({ username: 'ana', displayName: 'Ana María', avatarUrl });
  await ask(UPDATE, { input: { locale: 'ES' } });
  expect(await profile()).toEqual({ locale: 'ES', user: { displayName: 'Ana María', avatarUrl } });
  await ask(UPDATE, { input: {} });
  expect(await profile()).toEqual({ locale: 'ES', user: { displayName: 'Ana María', avatarUrl } });
});

test('null removes the picture', async () => {
  await ask(UPDATE, { input: { avatarUrl: 'https://images.arena.example/ana.png' } });
  const answer = await ask(UPDATE, { input: { avatarUrl: null } });
  expect(answer.data.updateProfile.avatarUrl).toBeNull();
});

test.each([
  [{ displayName: '' }, ['input.displayName']],
  [{ displayName: null, locale: null }, ['input.displayName', 'input.locale']],
  [
    { displayName: 'x'.repeat(51), avatarUrl: 'http://arena.example/a.png' },
    ['input.displayName', 'input.avatarUrl'],
  ],
  [{ avatarUrl: 'javascript:alert(1)' }, ['input.avatarUrl']],
  [{ avatarUrl: 'https://user:secret@arena.example/' }, ['input.avatarUrl']],
  [{ avatarUrl: `https://arena.example/${'a'.repeat(2048)}` }, ['input.avatarUrl']],
  [{ avatarUrl: 'no address' }, ['input.avatarUrl']],
  [{ locale: 'FR' }, ['input.locale']],
])('bad input is named and changes nothing: case %#', async (input, fields) => {
  const before = await profile();
  const answer = await ask(UPDATE, { input });
  expect([codeOf(answer), faultyFields(answer)]).toEqual(['BAD_USER_INPUT', fields]);
  expect(await profile()).toEqual(before);
});

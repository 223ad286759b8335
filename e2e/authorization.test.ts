import { codeOf } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerMember, startedArena, type Member, type StartedArena } from './started-arena.ts';

let arena: StartedArena;
let fan: Member;
beforeAll(async () => {
  arena = await startedArena();
  fan = await registerMember(arena, 'fan');
});
afterAll(() => arena[Symbol.asyncDispose]());

test('who is not signed in changes nothing', async () => {
  const answer = await arena.ask('mutation { updateProfile(input: { displayName: "Nobody" }) { username } }');
  expect(answer).toMatchObject({
    status: 200,
    data: { updateProfile: null },
    errors: [{ path: ['updateProfile'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } }],
  });
});

test('the platform is administered by its administrators alone', async () => {
  const mutation = `mutation { createCategory(input: { code: "9", name: "X", alias: "X", participantLimit: 2 }) { id } }`;
  expect(codeOf(await fan.ask(mutation))).toBe('UNAUTHORIZED_FIELD_OR_TYPE');
  expect((await arena.ask('{ categories { id } }')).data).toEqual({ categories: [] });
});

test('an account just registered is shown, but for what only the signed-in see of it', async () => {
  const { data, errors } = await arena.ask(
    `mutation ($input: RegisterInput!) { register(input: $input) { account { email ticketOffers { id } } } }`,
    {
      input: {
        email: 'new@arena.example',
        username: 'newcomer',
        displayName: 'New',
        password: 'correct horse battery',
      },
    },
  );
  expect(data).toEqual({ register: { account: { email: 'new@arena.example', ticketOffers: null } } });
  expect(errors).toMatchObject([
    { path: ['register', 'account', 'ticketOffers'], extensions: { code: 'UNAUTHORIZED_FIELD_OR_TYPE' } },
  ]);
});

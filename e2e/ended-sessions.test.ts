import { codeOf, eventually, type Ask } from '@arena/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerAdministrator } from './catalogue.ts';
import {
  PASSWORD,
  registerMember,
  signIn,
  startedArena,
  type Member,
  type StartedArena,
} from './started-arena.ts';

/** How long a gateway may take to heed the end of a session. */
const PROMISED_MS = 5_000;

let arena: StartedArena;
let administrator: Member;
beforeAll(async () => {
  arena = await startedArena();
  administrator = await registerAdministrator(arena);
});
afterAll(() => arena[Symbol.asyncDispose]());

const whoAmI = (ask: Ask) => ask('{ me { user { username } } }');

/** Expects a token to be refused in time from now. */
async function expectRefusedSoon(ask: Ask): Promise<void> {
  const sinceMs = Date.now();
  const answer = await eventually(
    () => whoAmI(ask),
    ({ status }) => status === 401,
  );
  expect(codeOf(answer)).toBe('UNAUTHENTICATED');
  expect(Date.now() - sinceMs).toBeLessThan(PROMISED_MS);
}

async function expectSignedIn(ask: Ask, username: string): Promise<void> {
  expect((await whoAmI(ask)).data).toEqual({ me: { user: { username } } });
}

test('after a logout the access token of that session is refused, and no other', async () => {
  const here = await registerMember(arena, 'one_session');
  const elsewhere = await signIn(arena, 'one_session');
  await expectSignedIn(here.ask, 'one_session');
  const { data } = await here.ask('mutation ($token: String!) { logout(refreshToken: $token) }', {
    token: here.refreshToken,
  });
  expect(data).toEqual({ logout: true });
  await expectRefusedSoon(here.ask);
  await expectSignedIn(elsewhere.ask, 'one_session');
});

test('after a logout everywhere all access tokens of the person are refused, until they sign in again', async () => {
  const here = await registerMember(arena, 'all_sessions');
  const elsewhere = await signIn(arena, 'all_sessions');
  const { data } = await here.ask('mutation { logoutEverywhere }');
  expect(data).toEqual({ logoutEverywhere: true });
  await expectRefusedSoon(here.ask);
  await expectRefusedSoon(elsewhere.ask);
  await expectSignedIn((await signIn(arena, 'all_sessions')).ask, 'all_sessions');
});

test('after a suspension all access tokens of the person are refused', async () => {
  const here = await registerMember(arena, 'suspended');
  const elsewhere = await signIn(arena, 'suspended');
  const { errors } = await administrator.ask(
    'mutation ($id: ID!) { suspendUser(userId: $id, reason: "Cheating") { id } }',
    { id: here.id },
  );
  expect(errors).toBeUndefined();
  await expectRefusedSoon(here.ask);
  await expectRefusedSoon(elsewhere.ask);
  await expectSignedIn(administrator.ask, 'administrator');
});

test('a new password ends the other sessions, and the one it was set in goes on', async () => {
  const here = await registerMember(arena, 'new_password');
  const elsewhere = await signIn(arena, 'new_password');
  const { data } = await here.ask(
    'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { accessToken } }',
    { input: { currentPassword: PASSWORD, newPassword: 'battery horse correct' } },
  );
  await expectRefusedSoon(elsewhere.ask);
  await expectSignedIn(here.ask, 'new_password');
  await expectSignedIn(arena.askWith(data.changePassword.accessToken), 'new_password');
});

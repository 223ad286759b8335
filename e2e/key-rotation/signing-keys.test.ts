import { codeOf, onServer, type Ask } from '@arena/testing';
import { decodeProtectedHeader, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerMember, signIn, startedArena, type StartedArena } from '../started-arena.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

let arena: StartedArena;
beforeAll(async () => {
  arena = await startedArena({ KEY_ROTATION_DAYS: '2' });
});
afterAll(() => arena[Symbol.asyncDispose]());

/** Lets time pass for who signs and for who verifies. */
function pass(milliseconds: number): void {
  arena.adapters.users.advance(milliseconds);
  arena.adapters.gateway.advance(milliseconds);
}

/** The key that has signed an access token. */
const kidOf = ({ accessToken }: { accessToken: string }): string | undefined =>
  decodeProtectedHeader(accessToken).kid;

const publishedKids = async (): Promise<(string | undefined)[]> => {
  const answer = await fetch(`${arena.stack.subgraphs.users.url}/.well-known/jwks.json`);
  return ((await answer.json()) as JSONWebKeySet).keys.map(({ kid }) => kid);
};

/** Withdraws all keys, as one does that have leaked. */
const withdrawKeys = () => onServer(arena.databaseUrls.users, (sql) => sql`delete from signing_keys`);

const whoAmI = (ask: Ask) => ask('{ me { user { username } } }');

async function expectSignedIn({ ask }: { ask: Ask }, username: string): Promise<void> {
  expect(await whoAmI(ask)).toMatchObject({ status: 200, data: { me: { user: { username } } } });
}

async function expectRefused({ ask }: { ask: Ask }): Promise<void> {
  const answer = await whoAmI(ask);
  expect(answer.status).toBe(401);
  expect(codeOf(answer)).toBe('UNAUTHENTICATED');
}

async function refreshed({ refreshToken }: { refreshToken: string }) {
  const { data } = await arena.ask(
    'mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }',
    { token: refreshToken },
  );
  const session = data.refreshSession as { accessToken: string; refreshToken: string };
  return { ...session, ask: arena.askWith(session.accessToken) };
}

test('a key follows another while everybody stays signed in', async () => {
  const atFirst = await registerMember(arena, 'early');
  const oldKid = kidOf(atFirst);
  await expectSignedIn(atFirst, 'early');
  expect(await publishedKids()).toEqual([oldKid]);

  pass(23 * HOUR_MS);
  const nextDay = await refreshed(atFirst);
  expect(kidOf(nextDay)).toBe(oldKid);
  await expectSignedIn(nextDay, 'early');
  const [, newKid] = await publishedKids();
  expect(newKid).toEqual(expect.any(String));

  pass(25 * HOUR_MS - 30 * SECOND_MS);
  const early = await refreshed(nextDay);
  expect(kidOf(early)).toBe(oldKid);
  await expectSignedIn(early, 'early');

  // within the minute for which the gateway keeps the set that it has just fetched
  pass(45 * SECOND_MS);
  const late = await registerMember(arena, 'late');
  expect(kidOf(late)).toBe(newKid);
  await expectSignedIn(late, 'late');
  await expectSignedIn(early, 'early');

  const moved = await refreshed(early);
  expect(kidOf(moved)).toBe(newKid);
  await expectSignedIn(moved, 'early');

  pass(21 * MINUTE_MS);
  expect(await publishedKids()).toEqual([newKid]);
  await expectRefused(early);
  await expectSignedIn(await refreshed(moved), 'early');
});

test('a key that is withdrawn is refused within three minutes, and who it had signed in goes on by a refresh', async () => {
  const before = await registerMember(arena, 'before');
  await expectSignedIn(before, 'before');
  await withdrawKeys();

  // whoever remembers something has learned it as late as can be
  for (let times = 0; times < 3; times += 1) {
    pass(59 * SECOND_MS);
    await whoAmI(before.ask);
  }
  pass(3 * SECOND_MS);
  await expectRefused(before);

  const after = await signIn(arena, 'before');
  expect(await publishedKids()).toEqual([kidOf(after)]);
  expect(kidOf(after)).not.toBe(kidOf(before));
  await expectSignedIn(after, 'before');
  await expectSignedIn(await refreshed(before), 'before');
});

test('a new key that was not announced is accepted at once by a gateway that has the set of before', async () => {
  const before = await registerMember(arena, 'known');
  await expectSignedIn(before, 'known');
  await withdrawKeys();
  arena.adapters.users.advance(MINUTE_MS);
  arena.adapters.gateway.advance(10 * SECOND_MS);

  const after = await registerMember(arena, 'unknown');
  expect(kidOf(after)).not.toBe(kidOf(before));
  await expectSignedIn(after, 'unknown');
});

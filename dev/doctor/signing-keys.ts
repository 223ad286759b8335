import { signingKeyState, type SigningKeyState } from '@arena/users';
import { fail, ok, skipped, warn, type Finding } from './finding.ts';
import { fetchFrom } from './fetch-from.ts';
import { inTime } from './in-time.ts';
import { count, reasonOf, span } from './wording.ts';

const DAY_MS = 86_400_000;
const SUBJECT = 'signing keys';

export type SigningKeysAt = {
  usersUrl: string;
  /** undefined where it is away */
  databaseUrl: string | undefined;
  rotationDays: number;
  now: () => Date;
};

type Jwks = { keys: { kid?: string }[] };

function judge({ keys }: Jwks, state: SigningKeyState, now: Date): Finding {
  const { current, nextFrom, isOverdue } = state;
  const told = `${count(keys.length, 'key')} told`;
  if (!current || !keys.some(({ kid }) => kid === current.kid)) {
    const says = `${told}, not the one that signs in its database`;
    return fail(SUBJECT, 'signing-key-foreign', says, 'set users and DATABASE_URL to one database');
  }
  const age = `the current one signs since ${span(now.getTime() - current.activeFrom.getTime())}`;
  if (isOverdue) {
    return warn(SUBJECT, 'signing-key-overdue', `${told}, ${age}, and none follows`, 'start users anew');
  }
  const next = nextFrom ? `, the next in ${span(nextFrom.getTime() - now.getTime())}` : '';
  return ok(SUBJECT, `${told}, ${age}${next}`);
}

/**
 * Whether users tells the keys that access tokens are verified with, and changes them in time.
 * @param up the services that are ready
 */
export async function checkSigningKeys(
  { usersUrl, databaseUrl, rotationDays, now }: SigningKeysAt,
  up: Promise<ReadonlySet<string>>,
): Promise<Finding[]> {
  if (!(await up).has('users')) return [skipped(SUBJECT, 'users is not up')];
  let jwks: Jwks;
  try {
    const response = await fetchFrom(usersUrl, '/.well-known/jwks.json');
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    jwks = response.body as Jwks;
  } catch (error) {
    return [fail(SUBJECT, 'signing-keys-unreachable', reasonOf(error), 'read the log of users')];
  }
  if (!databaseUrl) return [ok(SUBJECT, `${count(jwks.keys.length, 'key')} told`)];
  try {
    const rotation = { rotationMs: rotationDays * DAY_MS, now: now() };
    // asked after the key set, since asking for that has the keys changed whose time has come
    return [judge(jwks, await inTime(signingKeyState(databaseUrl, rotation)), rotation.now)];
  } catch {
    return [
      ok(SUBJECT, `${count(jwks.keys.length, 'key')} told`),
      skipped('rotation', 'the database of users is away'),
    ];
  }
}

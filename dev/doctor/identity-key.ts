import { calculateJwkThumbprint, type JWK } from 'jose';
import { fail, ok, skipped, type Finding } from './finding.ts';
import { fetchFrom } from './fetch-from.ts';
import type { Places } from './places.ts';
import { count, reasonOf } from './wording.ts';

const SUBJECT = 'identity key';
const PATH = '/.well-known/identity-jwks.json';

type KeySet = { keys: object[] };

async function keySetAt(address: string, path: string): Promise<KeySet> {
  const { status, body } = await fetchFrom(address, path);
  if (status !== 200) throw new Error(`it answers ${status}`);
  return body as KeySet;
}

/** Keys by what they are, whatever they are called. */
const thumbprints = ({ keys }: KeySet): Promise<string[]> =>
  Promise.all(keys.map((key) => calculateJwkThumbprint(key as JWK)));

/** The keys that subgraphs are told to trust, if that is told here. */
async function trusted({ jwks, jwksUrl }: Places['identity']): Promise<KeySet | undefined> {
  return jwks ?? (jwksUrl === undefined ? undefined : keySetAt(jwksUrl, ''));
}

/**
 * Whether the gateway signs identities with a key that subgraphs trust, as far as this environment tells.
 * @param up the services that are ready
 * @param oneProcess all of them are started with one key, so that there is nothing to be held against
 */
export async function checkIdentityKey(
  gatewayUrl: string,
  identity: Places['identity'],
  up: Promise<ReadonlySet<string>>,
  oneProcess = false,
): Promise<Finding[]> {
  if (!(await up).has('gateway')) return [skipped(SUBJECT, 'gateway is not up')];
  try {
    const signing = await keySetAt(gatewayUrl, PATH);
    const expected = await trusted(identity);
    const told = `the gateway tells ${count(signing.keys.length, 'key')}`;
    if (!expected && oneProcess) return [ok(SUBJECT, `${told}, made with the subgraphs`)];
    if (!expected) return [skipped(SUBJECT, `${told}; what subgraphs trust is not told here`)];
    const known = await thumbprints(expected);
    const own = await thumbprints(signing);
    const isTrusted = own.length > 0 && own.every((one) => known.includes(one));
    return isTrusted
      ? [ok(SUBJECT, `${told}, which subgraphs trust`)]
      : [
          fail(
            SUBJECT,
            'identity-key-differs',
            `${told}, and subgraphs trust another`,
            'set IDENTITY_JWKS to the public half of IDENTITY_PRIVATE_JWK',
          ),
        ];
  } catch (error) {
    const says = `the key set cannot be had: ${reasonOf(error)}`;
    return [fail(SUBJECT, 'identity-key-unreachable', says, 'correct IDENTITY_JWKS_URL, or read the log')];
  }
}

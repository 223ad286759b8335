import { randomBytes } from 'node:crypto';
import { hash, verify, type Options } from '@node-rs/argon2';

/** argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane. */
const PARAMETERS: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Hashes and verifies passwords, off the event loop. */
export type Passwords = {
  hash: (password: string) => Promise<string>;
  /** Takes as long for an unknown account, whose hash is null, as for a known one. */
  verify: (hash: string | null, password: string) => Promise<boolean>;
};

/** One password typed on two keyboards may be composed differently. */
const normal = (password: string): string => password.normalize('NFKC');

/** Makes the hasher, with the hash that stands in where there is no account. */
export async function createPasswords(): Promise<Passwords> {
  const nobodys = await hash(randomBytes(32).toString('base64'), PARAMETERS);
  return {
    hash: (password) => hash(normal(password), PARAMETERS),
    verify: async (stored, password) => {
      const matches = await verify(stored ?? nobodys, normal(password));
      return matches && stored !== null;
    },
  };
}

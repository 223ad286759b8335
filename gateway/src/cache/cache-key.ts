import { createHash } from 'node:crypto';

/** What is longer goes by its hash. */
const MAX_PLAIN = 200;

/** As good as the whole of a SHA-256 where nobody can try 2^64 of them, and half as long. */
const CHARACTERS = 22;

/** A hash of 132 bits of parts that cannot be taken for others, in base64url. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, CHARACTERS);

/** A key that is the text itself where that is short. */
export const keyOf = (space: string, text: string): string =>
  `${space}:${text.length <= MAX_PLAIN ? text : hashOf(text)}`;

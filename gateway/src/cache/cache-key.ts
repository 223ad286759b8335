import { createHash } from 'node:crypto';

/** What is longer goes by its hash. */
const MAX_PLAIN = 200;

/** The SHA-256 of parts that cannot be taken for others, in base64url. */
export const hashOf = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url');

/** A key that is the text itself where that is short. */
export const keyOf = (space: string, text: string): string =>
  `${space}:${text.length <= MAX_PLAIN ? text : hashOf(text)}`;

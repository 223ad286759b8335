import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { dropOver } from './drop-over.ts';

const MAX_REMEMBERED = 10_000;
/** After this a token is verified anew, since its key may have been withdrawn. */
const REMEMBERED_MS = 60_000;

/**
 * Remembers verified tokens, by hash, for a minute or until they expire: a signature check costs as much as a small
 * query. What was refused is not remembered.
 */
export function rememberVerified<Claims>(
  verify: (token: string) => Promise<{ claims: Claims; expiresAtMs: number }>,
  now: () => number,
): (token: string) => Promise<Claims> {
  const verified = new LRUCache<string, { claims: Claims; untilMs: number }>({ max: MAX_REMEMBERED });
  return async (token) => {
    const key = hash('sha256', token, 'base64');
    const known = verified.get(key);
    if (known && now() < known.untilMs) return known.claims;
    const { claims, expiresAtMs } = await verify(token);
    const nowMs = now();
    dropOver(verified, nowMs);
    verified.set(key, { claims, untilMs: Math.min(expiresAtMs, nowMs + REMEMBERED_MS) });
    return claims;
  };
}

import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@arena/subgraph-kit';
import type { Db } from '../db/queryable.ts';
import { insertRefreshToken } from '../db/refresh-token-store.ts';
import { REFRESH_TOKEN_LIFETIME_MS } from './token-lifetimes.ts';

/** The form in which a refresh token is stored. It is random through and through, so it needs no salt. */
export const hashRefreshToken = (token: string): string =>
  createHash('sha256').update(token).digest('base64url');

/** When a refresh token made now, and its session, will expire. */
export const refreshExpiry = (now: Date): Date => new Date(now.getTime() + REFRESH_TOKEN_LIFETIME_MS);

/** Makes and stores a new refresh token of a session; the token itself is known only to who gets it. */
export async function issueRefreshToken(
  tx: Db,
  sessionId: string,
  now: Date,
): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = newId();
  await insertRefreshToken(tx, {
    id,
    sessionId,
    tokenHash: hashRefreshToken(token),
    createdAt: now,
    expiresAt: refreshExpiry(now),
  });
  return { id, token };
}

import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { findRefreshToken } from '../db/refresh-token-store.ts';
import { hashRefreshToken } from './refresh-token.ts';
import { endOneSession } from './session-ends.ts';

/** Ends the session of a refresh token. True even where there is none, so that nobody learns of tokens. */
export async function logOut(app: App, caller: Caller, refreshToken: string): Promise<true> {
  const token = await findRefreshToken(app.db, hashRefreshToken(refreshToken));
  if (!token) return true;
  const ending = { reason: 'LOGOUT', at: app.now(), headers: caller } as const;
  await app.transact((tx) => endOneSession(tx, { id: token.sessionId }, ending));
  return true;
}

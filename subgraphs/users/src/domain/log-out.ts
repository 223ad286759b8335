import type { App } from '../app.ts';
import { findRefreshToken } from '../db/refresh-token-store.ts';
import { endSessionById } from '../db/session-store.ts';
import { hashRefreshToken } from './refresh-token.ts';

/** Ends the session of a refresh token. True even where there is none, so that nobody learns of tokens. */
export async function logOut(app: App, refreshToken: string): Promise<true> {
  const token = await findRefreshToken(app.db, hashRefreshToken(refreshToken));
  if (token) await endSessionById(app.db, { id: token.sessionId }, 'LOGOUT', app.now());
  return true;
}

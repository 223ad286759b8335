import { newId, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { Db } from '../db/queryable.ts';
import type { AccountRow } from '../db/schema.ts';
import { deleteExpiredSessions, insertSession } from '../db/session-store.ts';
import type { OwnAccount } from './own-account.ts';
import { issueRefreshToken, refreshExpiry } from './refresh-token.ts';

const MAX_USER_AGENT = 512;

/** The tokens of a session and whose they are. */
export type IssuedSession = {
  accessToken: string;
  refreshToken: string;
  /** when the access token expires */
  expiresAt: Date;
  account: OwnAccount;
};

/** A session with the refresh token just made for it, before its access token is signed. */
export type GrantedSession = { account: AccountRow; sessionId: string; refreshToken: string };

/** Opens a session for an account that is locked or being inserted in the same transaction. */
export async function openSession(
  tx: Db,
  account: AccountRow,
  caller: Caller,
  now: Date,
): Promise<GrantedSession> {
  const sessionId = newId();
  await deleteExpiredSessions(tx, account.id, now);
  await insertSession(tx, {
    id: sessionId,
    userId: account.id,
    userAgent: caller.userAgent?.slice(0, MAX_USER_AGENT) ?? null,
    createdAt: now,
    lastUsedAt: now,
    expiresAt: refreshExpiry(now),
  });
  const { token } = await issueRefreshToken(tx, sessionId, now);
  return { account, sessionId, refreshToken: token };
}

/** Signs the access token of a session whose transaction is over. */
export async function issueSession(app: App, granted: GrantedSession): Promise<IssuedSession> {
  const { account, sessionId, refreshToken } = granted;
  const { token, expiresAt } = await app.signAccessToken({
    userId: account.id,
    sessionId,
    scopes: account.scopes,
  });
  return {
    accessToken: token,
    refreshToken,
    expiresAt,
    account: { ...account, currentSessionId: sessionId },
  };
}

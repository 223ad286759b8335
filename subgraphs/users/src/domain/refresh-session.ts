import { Unauthenticated, type Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { Db } from '../db/queryable.ts';
import { deleteExpiredTokens, findRefreshToken, markUsed, replaceUnused } from '../db/refresh-token-store.ts';
import type { RefreshTokenRow } from '../db/schema.ts';
import { lockLiveSession, prolongSession } from '../db/session-store.ts';
import { issueSession, type GrantedSession, type IssuedSession } from './issue-session.ts';
import { hashRefreshToken, issueRefreshToken, refreshExpiry } from './refresh-token.ts';
import { endOneSession } from './session-ends.ts';
import { LOST_ANSWER_MS } from './token-lifetimes.ts';

const refused = () => new Unauthenticated('The refresh token is not valid, sign in again');

/** Whether a token, under its session's lock, may be exchanged; takes its unused successor out of use. */
async function isExchangeable(tx: Db, token: RefreshTokenRow, now: Date): Promise<boolean> {
  if (token.replacedAt) return false;
  if (!token.usedAt) return true;
  const answerMayBeLost = now.getTime() - token.usedAt.getTime() <= LOST_ANSWER_MS;
  return answerMayBeLost && token.successorId !== null && replaceUnused(tx, token.successorId, now);
}

/** Exchanges a token under its session's lock; undefined where it is refused, the session then being over. */
async function exchange(
  tx: Db,
  caller: Caller,
  tokenHash: string,
  now: () => Date,
): Promise<GrantedSession | undefined> {
  const known = await findRefreshToken(tx, tokenHash);
  const locked = known && (await lockLiveSession(tx, known.sessionId, now()));
  if (!locked) return undefined;
  const { session, account } = locked;
  const at = now();
  // others may have used it while this one queued for the lock
  const token = await findRefreshToken(tx, tokenHash);
  if (!token || token.expiresAt <= at) return undefined;
  if (!(await isExchangeable(tx, token, at))) {
    await endOneSession(tx, session, { reason: 'TOKEN_REUSED', at, headers: caller });
    return undefined;
  }
  const successor = await issueRefreshToken(tx, session.id, at);
  await markUsed(tx, token.id, token.usedAt ?? at, successor.id);
  await prolongSession(tx, session.id, at, refreshExpiry(at));
  await deleteExpiredTokens(tx, session.id, at);
  return { account, sessionId: session.id, refreshToken: successor.token };
}

/**
 * Exchanges a refresh token for fresh tokens of its session. Within 10 s of its use it may be presented
 * again, as long as its successor is unused: that one is replaced, since its client never got it. Any other
 * second use means that two hold the token, and ends the session.
 * @throws Unauthenticated always alike, whatever is wrong with the token
 */
export async function refreshSession(app: App, caller: Caller, refreshToken: string): Promise<IssuedSession> {
  const tokenHash = hashRefreshToken(refreshToken);
  // not thrown inside, which would undo the session's end
  const granted = await app.transact((tx) => exchange(tx, caller, tokenHash, app.now));
  if (!granted) throw refused();
  return issueSession(app, granted);
}

import type { Caller } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { AccountRow } from '../db/schema.ts';
import { findAccountOfSession } from '../db/session-store.ts';

/** An account together with the session through which its owner sees it, if it is by one. */
export type OwnAccount = AccountRow & { currentSessionId: string | null };

/** The caller's account; null for the anonymous, and once the session has ended or the account is not active. */
export async function findOwnAccount(app: App, caller: Caller): Promise<OwnAccount | null> {
  const { userId, sessionId } = caller;
  if (userId === null || sessionId === null) return null;
  const account = await findAccountOfSession(app.db, { id: sessionId, userId }, app.now());
  return account ? { ...account, currentSessionId: sessionId } : null;
}

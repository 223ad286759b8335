import type { SessionRow } from '../db/schema.ts';
import type { OwnAccount } from './own-account.ts';

/** A session as its owner sees it. */
export type OwnSession = SessionRow & { current: boolean };

/** Marks, among an account's live sessions, the one through which its owner asks. */
export const listSessions = (account: OwnAccount, live: readonly SessionRow[]): OwnSession[] =>
  live.map((session) => ({ ...session, current: session.id === account.currentSessionId }));

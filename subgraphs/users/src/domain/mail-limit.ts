import type { App } from '../app.ts';
import { findLatestRequests, lockAddress } from '../db/mail-request-store.ts';
import type { Db } from '../db/queryable.ts';

/** How many mails with tokens one address gets within a window, whatever they are for. */
export type MailLimit = { mails: number; windowMs: number };

export const MAIL_LIMIT: MailLimit = { mails: 3, windowMs: 3_600_000 };

/**
 * How long no further mail may go to a folded address; 0 when one may. Until the transaction ends nobody else is
 * told this of the address.
 */
export async function mailWaitMs({ mailLimit }: App, tx: Db, address: string, now: Date): Promise<number> {
  if (!mailLimit) return 0;
  await lockAddress(tx, address);
  const after = new Date(now.getTime() - mailLimit.windowMs);
  const latest = await findLatestRequests(tx, address, { after, limit: mailLimit.mails });
  const oldest = latest[mailLimit.mails - 1];
  return oldest ? oldest.getTime() - after.getTime() : 0;
}

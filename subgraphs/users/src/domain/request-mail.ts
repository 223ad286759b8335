import { appendEvents, type MessageHeaders } from '@arena/events';
import { newId } from '@arena/subgraph-kit';
import { deleteOldRequests, insertMailRequest } from '../db/mail-request-store.ts';
import type { Db } from '../db/queryable.ts';
import type { MailPurpose, MailRequestRow } from '../db/schema.ts';
import { RESET_TOKEN_LIFETIME_MS, VERIFICATION_TOKEN_LIFETIME_MS } from './token-lifetimes.ts';

const LIFETIME_MS: Record<MailPurpose, number> = {
  EMAIL_VERIFICATION: VERIFICATION_TOKEN_LIFETIME_MS,
  PASSWORD_RESET: RESET_TOKEN_LIFETIME_MS,
};

const EVENT = {
  EMAIL_VERIFICATION: 'users.email-verification-requested',
  PASSWORD_RESET: 'users.password-reset-requested',
} as const;

const KEPT_AFTER_EXPIRY_MS = 7 * 86_400_000;

/** Notes that a mail with a token is to go to somebody's folded address, and tells the mailer so. */
export async function requestMail(
  tx: Db,
  wanted: Pick<MailRequestRow, 'userId' | 'purpose' | 'address'>,
  now: Date,
  headers: MessageHeaders,
): Promise<void> {
  const { userId, purpose } = wanted;
  const requestId = newId();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS[purpose]);
  await insertMailRequest(tx, { ...wanted, id: requestId, createdAt: now, expiresAt });
  await appendEvents(tx, [{ name: EVENT[purpose], payload: { userId, requestId } }], headers);
}

/** Forgets some of the requests that are long over; to be called wherever new ones come. */
export const forgetOldRequests = (db: Db, now: Date): Promise<void> =>
  deleteOldRequests(db, new Date(now.getTime() - KEPT_AFTER_EXPIRY_MS));

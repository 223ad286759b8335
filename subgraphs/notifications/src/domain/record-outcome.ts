import type { App } from '../app.ts';
import { postponeMail, settleMail } from '../db/due-mail-store.ts';
import type { MailRow } from '../db/schema.ts';
import type { Outcome } from '../mail/mail.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long after each failure a mail is tried again; after one failure more it is parked. */
const RETRY_DELAYS_MS = [MINUTE_MS, 5 * MINUTE_MS, 30 * MINUTE_MS, 2 * HOUR_MS, 6 * HOUR_MS, 24 * HOUR_MS];

/** Reasons are what servers say, of any length. */
const MAX_REASON = 1_000;

/** Notes what has become of a mail: sent, parked, or when it is tried again. */
export async function recordOutcome(
  { db, now, logger, countMail }: App,
  { id, kind, attempts }: MailRow,
  outcome: Outcome,
): Promise<void> {
  const settledAt = now();
  if (outcome === 'SENT') {
    countMail('sent');
    return settleMail(db, id, { state: 'SENT', reason: null, settledAt });
  }
  const reason = ('parked' in outcome ? outcome.parked : outcome.retry).slice(0, MAX_REASON);
  const delayMs = 'parked' in outcome ? undefined : RETRY_DELAYS_MS[attempts - 1];
  if (delayMs !== undefined) {
    countMail('retried');
    return postponeMail(db, id, { reason, nextAt: new Date(settledAt.getTime() + delayMs) });
  }
  countMail('parked');
  logger.warn({ mailId: id, kind, reason, attempts }, 'a mail is parked');
  return settleMail(db, id, { state: 'PARKED', reason, settledAt });
}

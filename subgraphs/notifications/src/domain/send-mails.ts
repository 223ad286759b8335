import type { App } from '../app.ts';
import { giveBack, renewLease } from '../db/due-mail-store.ts';
import type { MailRow } from '../db/schema.ts';
import type { Outcome } from '../mail/mail.ts';
import { createSlots } from '../mail/slots.ts';
import { circumstancesOf, type Circumstances } from './mail-circumstances.ts';
import { prepareMail } from './prepare-mail.ts';
import { recordOutcome } from './record-outcome.ts';

const AGAIN_MS = 60_000;

/**
 * So many are tried and noted at once. Should the process die, no more than these can have been handed over without
 * that being known, and go once more.
 */
const AT_ONCE = 5;

/** Until when mails that are taken at this moment are left to whoever takes them. */
export const leaseUntil = ({ now, settings }: App): Date => new Date(now().getTime() + settings.mailLeaseMs);

/** Tries one mail. What nobody foresaw is logged, and the mail tried again like any other. */
async function trySend(app: App, row: MailRow, circumstances: Circumstances): Promise<Outcome> {
  try {
    const prepared = await prepareMail(app, row, circumstances);
    return 'to' in prepared ? await app.mailer.send(prepared.mail, prepared.to) : prepared;
  } catch (error) {
    app.logger.error({ err: error, mailId: row.id, kind: row.kind }, 'a mail is not sent');
    return { retry: error instanceof Error ? error.name : 'unknown' };
  }
}

/** Keeps mails from others for as long as they are under way. */
function keepLease(app: App, underWay: ReadonlySet<string>): { stop: () => void } {
  const renew = () => {
    renewLease(app.db, [...underWay], leaseUntil(app)).catch((error: unknown) =>
      app.logger.warn({ err: error }, 'mails under way are not kept from others'),
    );
  };
  const timer = setInterval(renew, app.settings.mailLeaseMs / 3);
  return { stop: () => clearInterval(timer) };
}

/**
 * Sends mails that have been taken, each noted right after it has been handed over. Where it cannot be known how their
 * people are reached, they are given back.
 * @returns whether any of them has come to an end, one way or the other
 */
export async function sendMails(app: App, rows: readonly MailRow[]): Promise<boolean> {
  let circumstances: Circumstances;
  try {
    circumstances = await circumstancesOf(app, rows);
  } catch (error) {
    app.logger.warn({ err: error }, 'mails wait, since it is not known how people are reached');
    const ids = rows.map(({ id }) => id);
    await giveBack(app.db, ids, new Date(app.now().getTime() + AGAIN_MS));
    return false;
  }
  const underWay = new Set(rows.map(({ id }) => id));
  const lease = keepLease(app, underWay);
  const inSlot = createSlots(AT_ONCE);
  const tryAndNote = async (row: MailRow): Promise<Outcome> => {
    const outcome = await trySend(app, row, circumstances);
    app.failpoint('after-mail-accepted');
    underWay.delete(row.id);
    await recordOutcome(app, row, outcome);
    return outcome;
  };
  try {
    const outcomes = await Promise.all(rows.map((row) => inSlot(() => tryAndNote(row))));
    return outcomes.some((outcome) => outcome === 'SENT' || 'parked' in outcome);
  } finally {
    lease.stop();
  }
}

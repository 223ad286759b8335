import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../app.ts';
import type { MailRow } from '../db/schema.ts';
import type { Outcome } from '../mail/mail.ts';
import type { Circumstances } from './mail-circumstances.ts';
import { prepareMail } from './prepare-mail.ts';
import { recordOutcome } from './record-outcome.ts';

/** A mail that has been taken, with all that is to be known to send it. */
export type TakenMail = { row: MailRow; circumstances: Circumstances };

/** How long after each failure it is tried again to note what has become of a mail: a database may be taken over. */
const NOTE_AGAIN_MS = [100, 500, 2_000, 5_000, 10_000, 15_000];

/** Tries one mail. What nobody foresaw is logged, and the mail tried again like any other. */
async function trySend(app: App, { row, circumstances }: TakenMail): Promise<Outcome> {
  try {
    const prepared = await prepareMail(app, row, circumstances);
    return 'to' in prepared ? await app.mailer.send(prepared.mail, prepared.to) : prepared;
  } catch (error) {
    app.logger.error({ err: error, mailId: row.id, kind: row.kind }, 'a mail is not sent');
    return { retry: error instanceof Error ? error.name : 'unknown' };
  }
}

/** Notes what has become of a mail: were that to fail for a moment, it would go twice. */
async function note(app: App, row: MailRow, outcome: Outcome): Promise<void> {
  for (const againMs of NOTE_AGAIN_MS) {
    try {
      return await recordOutcome(app, row, outcome);
    } catch (error) {
      app.logger.warn({ err: error, mailId: row.id }, 'what has become of a mail could not be noted yet');
      await pause(againMs);
    }
  }
  return recordOutcome(app, row, outcome);
}

/** Tries a mail, and notes right afterwards what has become of it. */
export async function sendMail(app: App, mail: TakenMail): Promise<Outcome> {
  const outcome = await trySend(app, mail);
  app.failpoint('after-mail-accepted');
  await note(app, mail.row, outcome);
  return outcome;
}

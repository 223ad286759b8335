import { setTimeout as pause } from 'node:timers/promises';
import { inSpan, SpanKind, traceOf } from '@arena/subgraph-kit';
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

/** What a span says of a mail: what it is, never to whom, and what has become of it without the server's words. */
const spanOf = ({ id, kind, attempts, traceparent }: MailRow) => ({
  name: `send mail ${kind}`,
  kind: SpanKind.CLIENT,
  attributes: { 'arena.mail.id': id, 'arena.mail.kind': kind, 'arena.mail.attempt': attempts },
  // whatever it is sent by, it belongs to what it tells of
  parent: traceOf(traceparent),
});

/** What has become of a mail, in a word. */
const inAWord = (outcome: Outcome): string => {
  if (outcome === 'SENT') return 'sent';
  return 'retry' in outcome ? 'retry' : 'parked';
};

/** Tries a mail, and notes right afterwards what has become of it. */
export const sendMail = (app: App, mail: TakenMail): Promise<Outcome> =>
  inSpan(app.tracer, spanOf(mail.row), async (span) => {
    const outcome = await trySend(app, mail);
    span?.setAttribute('arena.mail.outcome', inAWord(outcome));
    app.failpoint('after-mail-accepted');
    await note(app, mail.row, outcome);
    return outcome;
  });

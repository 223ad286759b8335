import { newId } from '@arena/subgraph-kit';
import { eq } from 'drizzle-orm';
import { mails, type MailRow } from '../src/db/schema.ts';
import { sendDueMails } from '../src/domain/send-due-mails.ts';
import type { Outcome } from '../src/mail/mail.ts';
import type { OpenedApp } from './notifications-app.ts';
import { addPerson, tell } from './told-news.ts';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;

/** The mails that wait in an App, one by one. */
export function mailQueue(opened: OpenedApp) {
  const stored = async (eventKey: string): Promise<MailRow> => {
    const [row] = await opened.db.select().from(mails).where(eq(mails.eventKey, eventKey));
    if (!row) throw new Error('There is no such mail');
    return row;
  };
  return {
    /** the mail of an event */
    stored,
    /** a mail as it is by now */
    again: ({ eventKey }: MailRow) => stored(eventKey),
    send: () => sendDueMails(opened.app),
    /** A mail that waits for somebody. */
    queue: async (userId: string): Promise<MailRow> => {
      const id = newId();
      await tell(opened, { name: 'users.password-changed', payload: { userId } }, id);
      return stored(id);
    },
    /** Has mails be answered so, one after the other, and be taken over from then on. */
    answerInTurn: (...outcomes: Outcome[]): void => {
      opened.mails.answer(() => outcomes.shift() ?? 'SENT');
    },
    /** Empties the queue, and forgets what has been tried; somebody for whom nothing waits. */
    begin: async (): Promise<string> => {
      opened.mails.tried.splice(0);
      opened.mails.sent.splice(0);
      const userId = await addPerson(opened);
      await opened.db.delete(mails);
      return userId;
    },
    /** Has nothing fail any more. */
    mend: (): void => {
      opened.crashAt();
      opened.domains.silence();
      opened.mails.answer();
    },
  };
}

export type MailQueue = ReturnType<typeof mailQueue>;

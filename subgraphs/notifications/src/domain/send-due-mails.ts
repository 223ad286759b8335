import type { App } from '../app.ts';
import { takeDueMails } from '../db/due-mail-store.ts';
import { leaseUntil, sendMails } from './send-mails.ts';

/**
 * Sends the mails that are due, until none is left, or of many at once none could be handed over: then the server is
 * away rather than the mails at fault. Several may do so at once.
 * @returns whether there may be more that can be sent now
 */
export async function sendDueMails(app: App): Promise<boolean> {
  const limit = app.settings.mailsAtOnce;
  while (!app.isStopping()) {
    const taken = await takeDueMails(app.db, { now: app.now(), leaseUntil: leaseUntil(app), limit });
    if (taken.length === 0) return true;
    app.failpoint('after-mails-taken');
    const isAnswered = await sendMails(app, taken);
    if (!isAnswered && taken.length === limit) return false;
  }
  return true;
}

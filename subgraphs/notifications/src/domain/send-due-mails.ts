import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '../app.ts';
import { MailDesk } from './mail-desk.ts';

/** How long slow mails keep those waiting that have been queued meanwhile. */
const LOOK_AGAIN_MS = 1_000;

/** Takes mails and begins to send them, or gives back what it has no longer the time to begin. */
async function goOn(desk: MailDesk): Promise<void> {
  try {
    if (!desk.isEnding) await desk.take();
    if (desk.isEnding) await desk.giveBackWaiting();
    else desk.begin();
  } catch (error) {
    desk.fail(error);
  }
}

/**
 * Sends the mails that are due until none is left, as room for them comes free: those of a lower lane first, however slow
 * others are. Where the server is away, or nobody tells how people are reached, the others are left for later. Several
 * may do so at once.
 * @returns whether there may be more that can be sent now
 */
export async function sendDueMails(app: App): Promise<boolean> {
  const desk = new MailDesk(app);
  await goOn(desk);
  while (desk.underWay.size > 0) {
    await Promise.race([...desk.underWay, pause(LOOK_AGAIN_MS, undefined, { ref: false })]);
    await goOn(desk);
  }
  desk.close();
  return !desk.isResting;
}

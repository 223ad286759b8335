import type { Job } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { sendDueMails } from '../domain/send-due-mails.ts';
import { oneAtATime } from './one-at-a-time.ts';

export const SEND_MAILS = 'send-mails';

/** How long mails rest while nothing can be handed over. */
const REST_MS = 60_000;

/**
 * Sends the mails that are due.
 * @param isTimed whether it looks each minute too, for what was due when its process died
 */
export const sendMailsJob = (app: App, isTimed: boolean): Job => ({
  name: SEND_MAILS,
  ...(isTimed && { schedule: '* * * * *' }),
  run: oneAtATime(async () => {
    const isAnswered = await sendDueMails(app);
    app.wake.mails(isAnswered ? undefined : new Date(app.now().getTime() + REST_MS));
  }),
});

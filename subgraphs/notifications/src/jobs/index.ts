import type { Running } from '@arena/events';
import { startJobs, type Metrics } from '@arena/subgraph-kit';
import type { App, Work } from '../app.ts';
import { nextMailAt } from '../db/due-mail-store.ts';
import { nextFanOutAt } from '../db/fan-out-store.ts';
import { requestJob } from '../db/job-store.ts';
import type { Env } from '../env.ts';
import { FAN_OUT, fanOutJob } from './fan-out.ts';
import { forgetOldJob } from './forget-old.ts';
import { SEND_MAILS, sendMailsJob } from './send-mails.ts';

type Waking = Pick<App, 'db' | 'now' | 'logger'>;

/** Asks for a job to be run when the next of its work is due. Should that be lost, it is done within a minute. */
const waker =
  ({ db, now, logger }: Waking, job: string, nextAt: (db: App['db']) => Promise<Date | null>) =>
  (notBefore?: Date): void => {
    const request = async () => {
      const dueAt = await nextAt(db);
      if (dueAt === null) return;
      const at = notBefore && notBefore > dueAt ? notBefore : dueAt;
      await requestJob(db, job, at > now() ? at : null);
    };
    request().catch((error: unknown) =>
      logger.warn({ err: error, job }, 'what is due waits for the next minute'),
    );
  };

/** What has each kind of work be done. */
export const wakers = (waking: Waking): Record<Work, () => void> => ({
  fanOuts: waker(waking, FAN_OUT, nextFanOutAt),
  mails: waker(waking, SEND_MAILS, nextMailAt),
});

/** Does what becomes due: telling many, sending mails, and forgetting what is over. */
export function startWork(app: App, env: Env, metrics: Metrics): Promise<Running> {
  const isTimed = env.TIMED_WORK === 'on';
  return startJobs({
    databaseUrl: env.DATABASE_URL,
    jobs: [fanOutJob(app, isTimed), sendMailsJob(app, isTimed), forgetOldJob(app, isTimed)],
    logger: app.logger,
    metrics,
    tracer: app.tracer,
    drainTimeoutMs: env.DRAIN_TIMEOUT_MS,
  });
}

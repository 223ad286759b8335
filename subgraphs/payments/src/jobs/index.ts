import type { Running } from '@arena/events';
import { startJobs, type Job, type Logger, type Metrics } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import { requestJob } from '../db/job-store.ts';
import type { Env } from '../env.ts';
import { forgetWebhooksJob } from './forget-webhooks.ts';
import { SETTLE_CHECKOUTS, settleCheckoutsJob } from './settle-checkouts.ts';

/** Asks for what is due to be done soon. Should that be lost, it is done within a minute. */
export const waker =
  ({ db, logger }: Pick<App, 'db'> & { logger: Logger }) =>
  (): void =>
    void requestJob(db, SETTLE_CHECKOUTS).catch((error: unknown) =>
      logger.warn({ err: error }, 'what is due waits for the next minute'),
    );

/** Does what becomes due with time, and what the provider needs done. */
export function startWork(
  app: App,
  env: Env,
  { jobs, metrics }: { jobs: readonly Job[]; metrics: Metrics },
): Promise<Running> {
  const isTimed = env.TIMED_WORK === 'on';
  return startJobs({
    databaseUrl: env.DATABASE_URL,
    jobs: [settleCheckoutsJob(app, isTimed), forgetWebhooksJob(app, isTimed), ...jobs],
    logger: app.logger,
    metrics,
    tracer: app.tracer,
    drainTimeoutMs: env.DRAIN_TIMEOUT_MS,
  });
}

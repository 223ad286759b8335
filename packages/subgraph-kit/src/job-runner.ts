import { setTimeout as pause } from 'node:timers/promises';
import { ROOT_CONTEXT, SpanKind, type Tracer } from '@opentelemetry/api';
import { parseCronItems, run, type CronItem, type Runner } from 'graphile-worker';
import type { Pool } from 'pg';
import { jobLogger } from './job-logger.ts';
import type { Job } from './jobs.ts';
import type { Logger } from './logger.ts';
import { inSpan } from './tracing/in-span.ts';

const HOUR_MS = 3_600_000;

/** One job waits at a time, however many of its times pass while nothing runs; within an hour that is made up for. */
const cronItem = ({ name, schedule }: Job): CronItem[] =>
  schedule
    ? [{ task: name, identifier: name, match: schedule, options: { jobKey: name, backfillPeriod: HOUR_MS } }]
    : [];

export type RunnerSettings = {
  jobs: readonly Job[];
  pool: Pool;
  concurrency: number;
  logger: Logger;
  pollMs: number;
  /** makes a trace of each time that a job is run */
  tracer?: Tracer | undefined;
};

/** Makes what starts a runner. */
export function jobRunner({
  jobs,
  pool,
  concurrency,
  logger,
  pollMs,
  tracer,
}: RunnerSettings): () => Promise<Runner> {
  const runJob = (job: Job) => (payload: unknown) =>
    inSpan(tracer, { name: `job ${job.name}`, kind: SpanKind.CONSUMER, parent: ROOT_CONTEXT }, () =>
      job.run(payload),
    );
  const taskList = Object.fromEntries(jobs.map((job) => [job.name, runJob(job)]));
  const parsedCronItems = parseCronItems(jobs.flatMap(cronItem));
  return async () => {
    const runner = await run({
      pgPool: pool,
      taskList,
      parsedCronItems,
      concurrency,
      pollInterval: pollMs,
      noHandleSignals: true,
      logger: jobLogger(logger),
      // noted in batches, even of one, since the library leaves the failure of a single note unhandled
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    // it may have kept the failure in place of what it asked for, and would never do a job: a new one is started
    runner.events.once('worker:getJob:error', () => setImmediate(() => void stopped(runner)));
    return runner;
  };
}

/** Ends a runner, if it does not end already, and waits until it has. */
const stopped = (runner: Runner): Promise<void> => runner.stop().catch(() => runner.promise);

/** Replaces a runner that ends by itself, as when it could not note that a job is done, until it is stopped. */
export function keepRunning(
  first: Runner,
  start: () => Promise<Runner>,
  { logger, retryMs }: { logger: Logger; retryMs: number },
): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let runner: Runner | undefined = first;

  const restarted = async (): Promise<Runner | undefined> => {
    for (;;) {
      await pause(retryMs, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return undefined;
      logger.warn('jobs are started anew');
      try {
        return await start();
      } catch (error) {
        logger.warn({ err: error }, 'jobs cannot be run yet');
      }
    }
  };
  const watch = async (): Promise<void> => {
    while (runner) {
      // the stop may have come while it was started
      if (signal.aborted) await stopped(runner);
      await runner.promise;
      runner = await restarted();
    }
  };
  const ended = watch();
  return {
    stop: async () => {
      stopping.abort();
      if (runner) await stopped(runner);
      await ended;
    },
  };
}

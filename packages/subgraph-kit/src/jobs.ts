import { setTimeout as pause } from 'node:timers/promises';
import type { Tracer } from '@opentelemetry/api';
import { runMigrations } from 'graphile-worker';
import { openJobPool } from './job-pool.ts';
import { jobRunner, keepRunning } from './job-runner.ts';
import { jobLogger } from './job-logger.ts';
import type { Logger } from './logger.ts';
import { countedJobs } from './metrics/counted-jobs.ts';
import type { Metrics } from './metrics/metrics.ts';
import { stopOnce } from './service.ts';

/** Work that is done beside the requests: when its schedule says so, or when it is asked for by its name. */
export type Job = {
  /** unique in its database; of letters, digits, hyphens and underscores */
  name: string;
  /** the minutes at which it is due, in UTC, as a crontab has them: `1,16,31,46 * * * *` */
  schedule?: string;
  /** Is run again after it has failed, or its process has died; so it must bear that. */
  run: (payload: unknown) => Promise<void>;
};

export type JobsOptions = {
  databaseUrl: string;
  jobs: readonly Job[];
  logger: Logger;
  /** where what is run is counted */
  metrics?: Metrics | undefined;
  /** connections held at most, of which one waits for news of work; one job less is run at a time */
  poolSize?: number;
  /** how often work is looked for whose time has come unannounced, as after a failure */
  pollMs?: number;
  /** how long a stop waits for what is being run */
  drainTimeoutMs?: number;
  /** makes a trace of each time that a job is run */
  tracer?: Tracer | undefined;
};

const POLL_MS = 5_000;
const DRAIN_TIMEOUT_MS = 10_000;

/** Brings a database to the tables in which jobs are kept; safe to run from several replicas. */
export async function migrateJobs(databaseUrl: string, logger?: Logger): Promise<void> {
  const pool = openJobPool(databaseUrl, 1, logger);
  try {
    await runMigrations({ pgPool: pool, logger: jobLogger(logger) });
  } finally {
    await pool.end();
  }
}

async function settlesWithin(timeoutMs: number, work: Promise<unknown>): Promise<boolean> {
  const timer = new AbortController();
  const late = pause(timeoutMs, false, { signal: timer.signal }).catch(() => false);
  const inTime = await Promise.race([work.then(() => true), late]);
  timer.abort();
  return inTime;
}

/**
 * Runs the jobs of a database that has been migrated for them. However many replicas do so, each time of a schedule
 * is kept once. A lost connection is made up for.
 * @returns what waits for the jobs being run, and closes the connections
 */
export async function startJobs(options: JobsOptions): Promise<{ stop: () => Promise<void> }> {
  const { logger, poolSize = 3, pollMs = POLL_MS, drainTimeoutMs = DRAIN_TIMEOUT_MS } = options;
  const pool = openJobPool(options.databaseUrl, poolSize, logger);
  const { tracer, metrics } = options;
  const jobs = metrics ? countedJobs(options.jobs, metrics) : options.jobs;
  const start = jobRunner({ jobs, pool, concurrency: poolSize - 1, logger, pollMs, tracer });
  try {
    const running = keepRunning(await start(), start, { logger, retryMs: pollMs });
    return {
      stop: stopOnce(async () => {
        const ended = running.stop().then(() => pool.end());
        if (await settlesWithin(drainTimeoutMs, ended)) return;
        logger.warn('jobs that do not end are left to themselves');
      }),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

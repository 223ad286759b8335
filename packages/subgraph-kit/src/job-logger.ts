import { Logger as WorkerLogger } from 'graphile-worker';
import type { Logger } from './logger.ts';

/** What the library calls information is each job that it has run. */
const LEVELS = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;

/** Tells a service's log what the library that keeps jobs has to say. */
export const jobLogger = (logger: Logger | undefined): WorkerLogger =>
  new WorkerLogger(() => (level, message, meta = {}) => {
    const job = meta['job'] as { task_identifier?: string; attempts?: number } | undefined;
    logger?.[LEVELS[level]](
      { library: 'graphile-worker', err: meta['error'], job: job?.task_identifier, attempt: job?.attempts },
      // its own words quote the failed statement with its parameters, which the error is told without
      meta['failure'] === true ? 'job failed' : message,
    );
  });

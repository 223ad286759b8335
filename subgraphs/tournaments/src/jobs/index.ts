import type { Running } from '@arena/events';
import { startJobs, type Metrics } from '@arena/subgraph-kit';
import type { App } from '../app.ts';
import type { Env } from '../env.ts';
import { cancelOverdueTournamentsJob } from './cancel-overdue-tournaments.ts';
import { remindOfMatchesJob } from './remind-of-matches.ts';

/** Does what becomes due with time, unless this process is told to leave it to others. */
export async function doTimedWork(app: App, env: Env, metrics: Metrics): Promise<Running[]> {
  if (env.TIMED_WORK === 'off') return [];
  const jobs = [remindOfMatchesJob(app, env.ARENA_TIME_ZONE), cancelOverdueTournamentsJob(app)];
  const { DATABASE_URL: databaseUrl, DRAIN_TIMEOUT_MS: drainTimeoutMs } = env;
  const { logger, tracer } = app;
  return [await startJobs({ databaseUrl, jobs, logger, metrics, tracer, drainTimeoutMs })];
}

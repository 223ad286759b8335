import type { Job } from '../jobs.ts';
import type { Metrics } from './metrics.ts';

/** Up to five minutes: some jobs do all that is due. */
const JOB_BUCKETS = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300];

/** Jobs that are counted and timed as they are run, by their names. */
export function countedJobs(jobs: readonly Job[], metrics: Metrics): Job[] {
  const durations = metrics.histogram(
    {
      name: 'arena_job_duration_seconds',
      help: 'How long background jobs ran, by name and whether they failed.',
      labels: ['name', 'outcome'],
    },
    JOB_BUCKETS,
  );
  return jobs.map((job) => ({
    ...job,
    run: async (payload) => {
      const startedAt = performance.now();
      const end = (outcome: 'ok' | 'failed') =>
        durations.observe((performance.now() - startedAt) / 1_000, [job.name, outcome]);
      try {
        await job.run(payload);
        end('ok');
      } catch (error) {
        end('failed');
        throw error;
      }
    },
  }));
}

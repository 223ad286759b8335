import type { Queryable } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type * as schema from './schema.ts';

/** Has a job be run at a time, or as soon as it can; asked for again before that, it is run once, at the last time asked. */
export async function requestJob(
  db: Queryable<typeof schema>,
  name: string,
  at: Date | null = null,
): Promise<void> {
  const runAt = at?.toISOString() ?? null;
  await db.execute(
    sql`select graphile_worker.add_job(${name}, job_key => ${name}, run_at => ${runAt}::timestamptz)`,
  );
}

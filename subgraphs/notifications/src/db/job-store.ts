import type { Database } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type * as schema from './schema.ts';

/** Has a job be run at a time, or as soon as it can; asked for again before that, it is run once, at the earliest time asked. */
export async function requestJob(
  db: Database<typeof schema>,
  name: string,
  at: Date | null = null,
): Promise<void> {
  const runAt = at?.toISOString() ?? null;
  const asked = sql`(
    select run_at from graphile_worker.jobs where key = ${name} and locked_at is null and attempts < max_attempts)`;
  await db.transaction(async (tx) => {
    // of two who ask at once the second must see what the first has asked for
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`job:${name}`}, 0))`);
    await tx.execute(sql`
      select graphile_worker.add_job(${name}, job_key => ${name},
        run_at => least(coalesce(${runAt}::timestamptz, now()), ${asked}))`);
  });
}

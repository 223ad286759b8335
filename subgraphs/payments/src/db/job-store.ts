import type { Queryable } from '@arena/subgraph-kit';
import { sql } from 'drizzle-orm';
import type * as schema from './schema.ts';

/** Has a job be run as soon as it can; asked for again before that, it is run once. */
export async function requestJob(db: Queryable<typeof schema>, name: string): Promise<void> {
  await db.execute(sql`select graphile_worker.add_job(${name}, job_key => ${name})`);
}

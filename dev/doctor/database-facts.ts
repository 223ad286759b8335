import postgres from 'postgres';
import { inTime, LIMIT_MS } from './in-time.ts';

/** What one subgraph's database tells of itself and of its server. */
export type DatabaseFacts = {
  version: string;
  connections: number;
  maxConnections: number;
  sizeBytes: number;
  /** when each migration that was applied was made, in ms */
  applied: number[];
  /** the one that began first among those of others in this database */
  longest: { ms: number; application: string; state: string } | undefined;
  /** whether others have sessions in this database of which its role is not told what they do */
  hidesSessions: boolean;
  outbox: { unsent: number; oldestMs: number } | undefined;
  inbox: { lastMs: number | undefined } | undefined;
  /** of the timed work: what has failed, and since when that is due which nobody has begun */
  jobs: { failed: FailedJob[]; lateMs: number } | undefined;
};

/** Work that has failed, and how often; the one that has most often, of each name. */
export type FailedJob = { name: string; attempts: number; maxAttempts: number; error: string };

/** More events than this are not counted. */
export const COUNTED_AT_MOST = 10_000;

/**
 * Asks a database, on a connection that ends with the answer or the time limit.
 * @throws TooSlow or what postgres throws
 */
export async function onDatabase<Result>(
  url: string,
  ask: (sql: postgres.Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(url, {
    ...{ max: 1, prepare: false, fetch_types: false, onnotice: () => {} },
    connect_timeout: LIMIT_MS / 1000,
    connection: { application_name: 'arena-doctor', statement_timeout: LIMIT_MS },
  });
  try {
    return await inTime(ask(sql));
  } finally {
    await sql.end({ timeout: 0 });
  }
}

type Basics = Pick<DatabaseFacts, 'version' | 'connections' | 'maxConnections' | 'sizeBytes'> &
  Record<'hidesSessions' | 'hasMigrations' | 'hasOutbox' | 'hasInbox' | 'hasJobs', boolean>;

async function jobFacts(sql: postgres.Sql): Promise<DatabaseFacts['jobs']> {
  const failed = await sql<FailedJob[]>`
    select distinct on (task_identifier) task_identifier as name, attempts, max_attempts as "maxAttempts",
      coalesce(last_error, '') as error
    from graphile_worker.jobs where attempts > 0 and last_error is not null and locked_at is null
    order by task_identifier, attempts desc`;
  const [due] = await sql<[{ lateMs: number }]>`
    select (coalesce(extract(epoch from clock_timestamp() - min(run_at)), 0) * 1000)::float8 as "lateMs"
    from graphile_worker.jobs where locked_at is null and attempts < max_attempts and run_at <= now()`;
  return { failed: [...failed], lateMs: due.lateMs };
}

/** @throws TooSlow or what postgres throws */
export const databaseFacts = (url: string): Promise<DatabaseFacts> =>
  onDatabase(url, async (sql) => {
    const [basics] = await sql<[Basics]>`
      select split_part(current_setting('server_version'), ' ', 1) as version,
        -- of sessions of other roles pg_stat_activity does not tell whether they are a client's
        (select sum(numbackends)::int from pg_stat_database) as connections,
        current_setting('max_connections')::int as "maxConnections",
        pg_database_size(current_database())::float8 as "sizeBytes",
        exists (
          select from pg_stat_activity
          where datname = current_database() and usesysid is not null and backend_type is null
        ) as "hidesSessions",
        to_regclass('drizzle.__drizzle_migrations') is not null as "hasMigrations",
        to_regclass('outbox') is not null as "hasOutbox",
        to_regclass('inbox') is not null as "hasInbox",
        to_regclass('graphile_worker.jobs') is not null as "hasJobs"`;
    const applied = basics.hasMigrations
      ? await sql<{ at: number }[]>`select created_at::float8 as at from drizzle.__drizzle_migrations`
      : [];
    const [longest] = await sql<{ ms: number; application: string; state: string }[]>`
      select (extract(epoch from clock_timestamp() - xact_start) * 1000)::float8 as ms,
        application_name as application, state
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
        and xact_start is not null
      order by xact_start limit 1`;
    const [outbox] = basics.hasOutbox
      ? await sql<{ unsent: number; oldestMs: number }[]>`
          select count(*)::int as unsent,
            (coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0) * 1000)::float8 as "oldestMs"
          from (select created_at from outbox order by id limit ${COUNTED_AT_MOST + 1}) as first`
      : [];
    const [inbox] = basics.hasInbox
      ? await sql<{ lastMs: number | null }[]>`
          select (extract(epoch from clock_timestamp() - max(handled_at)) * 1000)::float8 as "lastMs" from inbox`
      : [];
    const jobs = basics.hasJobs ? await jobFacts(sql) : undefined;
    const { version, connections, maxConnections, sizeBytes, hidesSessions } = basics;
    return {
      ...{ version, connections, maxConnections, sizeBytes, hidesSessions, longest, outbox, jobs },
      applied: applied.map(({ at }) => at),
      inbox: inbox && { lastMs: inbox.lastMs ?? undefined },
    };
  });

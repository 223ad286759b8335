import { emptyDatabase, eventually, onServer, register, tcpProxy } from '@arena/testing';
import { DrizzleQueryError } from 'drizzle-orm/errors';
import { expect, test } from 'vitest';
import { createLogger, migrateJobs, startJobs, type Job, type JobsOptions } from '../src/index.ts';

const PATIENTLY = { timeout: 20_000 };

/** A database that keeps jobs. */
async function jobDatabase() {
  const database = await emptyDatabase();
  await migrateJobs(database.url);
  return database;
}

/** Runs jobs, and looks for them often. */
async function running(databaseUrl: string, jobs: Job[], options: Partial<JobsOptions> = {}) {
  const log: string[] = [];
  const logger = createLogger('test', 'warn', { write: (line) => void log.push(line) });
  const started = await startJobs({ databaseUrl, jobs, logger, pollMs: 20, ...options });
  return register('jobs', { log, stop: started.stop }, started.stop);
}

const add = (databaseUrl: string, name: string, payload: object = {}) =>
  onServer(
    databaseUrl,
    (sql) => sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::text::json)`,
  );
const waiting = (databaseUrl: string) =>
  onServer(
    databaseUrl,
    (sql) => sql<{ lastError: string | null }[]>`select last_error as "lastError" from graphile_worker.jobs`,
  );
const untilNoneWaits = async (databaseUrl: string) =>
  expect(
    await eventually(
      () => waiting(databaseUrl),
      (jobs) => jobs.length === 0,
    ),
  ).toEqual([]);
const connections = (databaseUrl: string) =>
  onServer(
    databaseUrl,
    (sql) => sql`
      select from pg_stat_activity where application_name = 'arena-jobs' and datname = current_database()`,
  );
const untilClosed = async (databaseUrl: string) =>
  expect(
    await eventually(
      () => connections(databaseUrl),
      (open) => open.length === 0,
    ),
  ).toHaveLength(0);

const untilTold = ({ log }: { log: string[] }, words: string) =>
  expect.poll(() => log.join(''), PATIENTLY).toContain(words);

/** A promise, and what keeps it. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** A job that goes on until it is told to end. */
function lengthyJob() {
  const [begin, end] = [gate(), gate()];
  const run = async () => {
    begin.open();
    await end.opened;
  };
  return { job: { name: 'lengthy', run }, begun: begin.opened, end: end.open };
}

test('each job is run once, though two replicas run the jobs of one database', async () => {
  await using database = await jobDatabase();
  const seen: unknown[] = [];
  const jobs = [{ name: 'count', run: async (payload: unknown) => void seen.push(payload) }];
  await using _one = await running(database.url, jobs);
  await using _two = await running(database.url, jobs);
  const payloads = Array.from({ length: 40 }, (_, number) => ({ number }));
  await Promise.all(payloads.map((payload) => add(database.url, 'count', payload)));
  await untilNoneWaits(database.url);
  expect(seen).toHaveLength(40);
  expect(seen).toEqual(expect.arrayContaining(payloads));
});

test('a job that fails is told to the log, without what it was about, and run again', async () => {
  await using database = await jobDatabase();
  let runs = 0;
  const run = async () => {
    runs += 1;
    if (runs === 1)
      throw new DrizzleQueryError('select $1', ['zoe@arena.example'], new Error('no such table'));
  };
  await using jobs = await running(database.url, [{ name: 'shaky', run }]);
  await add(database.url, 'shaky');
  await eventually(
    () => waiting(database.url),
    ([job]) => typeof job?.lastError === 'string',
  );
  expect(jobs.log.map((line) => JSON.parse(line))).toMatchObject([
    { msg: 'job failed', job: 'shaky', attempt: 1, err: { message: 'no such table', query: 'select $1' } },
  ]);
  expect(jobs.log.join('')).not.toContain('zoe@arena.example');

  await onServer(database.url, (sql) => sql`update graphile_worker._private_jobs set run_at = now()`);
  await untilNoneWaits(database.url);
  expect(runs).toBe(2);
});

test('a stop waits for the job being run, begins no other, and closes the connections', async () => {
  await using database = await jobDatabase();
  const { job, begun, end } = lengthyJob();
  const order: string[] = [];
  const run = async () => {
    await job.run();
    order.push('ended');
  };
  await using jobs = await running(database.url, [{ ...job, run }], { poolSize: 2 });
  await add(database.url, 'lengthy');
  await begun;
  await add(database.url, 'lengthy');
  const stopped = jobs.stop().then(() => order.push('stopped'));
  end();
  await stopped;
  expect(order).toEqual(['ended', 'stopped']);
  expect(await waiting(database.url)).toHaveLength(1);
  await untilClosed(database.url);
});

test('a job that does not end holds up a stop for a while only', async () => {
  await using database = await jobDatabase();
  const { job, begun, end } = lengthyJob();
  await using jobs = await running(database.url, [job], { drainTimeoutMs: 1 });
  await add(database.url, 'lengthy');
  await begun;
  await jobs.stop();
  expect(jobs.log.join('')).toContain('left to themselves');
  end();
  await untilClosed(database.url);
});

test('a time of a schedule that passed while nothing ran is made up for, once for all replicas', async () => {
  await using database = await jobDatabase();
  await onServer(
    database.url,
    (sql) => sql`
      insert into graphile_worker._private_known_crontabs (identifier, known_since, last_execution)
      values ('tick', now() - interval '1 day', now() - interval '30 minutes')`,
  );
  const seen: unknown[] = [];
  const due = new Date(Date.now() - 10 * 60_000);
  const schedule = `${due.getUTCMinutes()} * * * *`;
  const jobs = [{ name: 'tick', schedule, run: async (payload: unknown) => void seen.push(payload) }];
  await using one = await running(database.url, jobs);
  await using two = await running(database.url, jobs);
  await expect.poll(() => seen.length, PATIENTLY).toBeGreaterThan(0);
  await one.stop();
  await two.stop();
  expect(seen).toEqual([{ _cron: { ts: expect.any(String), backfilled: true } }]);
  expect(await waiting(database.url)).toEqual([]);
});

test('jobs go on after the database was away', async () => {
  await using database = await jobDatabase();
  await using proxy = await tcpProxy(database.url);
  const seen: unknown[] = [];
  await using jobs = await running(proxy.url, [
    { name: 'note', run: async (payload) => void seen.push(payload) },
  ]);
  await add(database.url, 'note', { when: 'before' });
  await untilNoneWaits(database.url);
  proxy.shut();
  await untilTold(jobs, 'jobs cannot be run yet');
  await add(database.url, 'note', { when: 'meanwhile' });
  proxy.open();
  await untilNoneWaits(database.url);
  expect(seen).toEqual([{ when: 'before' }, { when: 'meanwhile' }]);
});

test('jobs go on after one whose end could not be noted, since the database was away', async () => {
  await using database = await jobDatabase();
  await using proxy = await tcpProxy(database.url);
  const { job, begun, end } = lengthyJob();
  let isNoted = false;
  const other = { name: 'other', run: async () => void (isNoted = true) };
  await using jobs = await running(proxy.url, [job, other], { poolSize: 2 });
  await add(database.url, 'lengthy');
  await begun;
  proxy.shut();
  end();
  await untilTold(jobs, 'jobs cannot be run yet');
  proxy.open();
  await add(database.url, 'other');
  await expect.poll(() => isNoted, PATIENTLY).toBe(true);
});

test('a stop while the database is away ends all the same', async () => {
  await using database = await jobDatabase();
  await using proxy = await tcpProxy(database.url);
  await using jobs = await running(proxy.url, [lengthyJob().job]);
  proxy.shut();
  await untilTold(jobs, 'jobs cannot be run yet');
  await jobs.stop();
  await untilClosed(database.url);
});

test('replicas may bring a database to the tables of jobs at once, and again', async () => {
  await using database = await emptyDatabase();
  const { url } = database;
  await Promise.all([migrateJobs(url), migrateJobs(url), migrateJobs(url)]);
  await migrateJobs(url);
  expect(await waiting(url)).toEqual([]);
});

test('a database that is not there is told at the start', async () => {
  await using database = await emptyDatabase();
  const elsewhere = Object.assign(new URL(database.url), { pathname: '/arena_nowhere' }).href;
  await expect(running(elsewhere, [lengthyJob().job])).rejects.toMatchObject({ code: '3D000' });
});

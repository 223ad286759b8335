import { randomBytes } from 'node:crypto';
import { newId } from '@arena/subgraph-kit';
import { cloneDatabase, databaseUrl, onServer, testServices } from '@arena/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { COUNTED_AT_MOST } from '../../doctor/database-facts.ts';
import { judgeMigrations, migrationsOf } from '../../doctor/migrations.ts';
import { checkPostgres } from '../../doctor/postgres.ts';
import { NOWHERE } from './unreachable.ts';

const { postgresUrl } = testServices();

/** Puts an event into an outbox as if told that long ago. */
const tellAgo = (url: string, seconds: number) =>
  onServer(
    url,
    (sql) => sql`
      insert into outbox (id, routing_key, payload, headers, created_at)
      values (${newId()}, 'tickets.issued.v1', '{}', '{}', now() - ${seconds} * interval '1 second')`,
  );

test('a healthy database is told with its server', async () => {
  await using database = await cloneDatabase('tickets');
  const [server, tickets, ...others] = await checkPostgres({ tickets: database.url });
  // others use the server too, so that it may be short of connections
  expect(server).toMatchObject({ status: expect.stringMatching(/ok|warn/), subject: 'server' });
  expect(server?.says).toMatch(/^PostgreSQL \d+\.\d+ at \S+:\d+, \d+ of \d+ connections in use$/);
  expect(tickets).toMatchObject({ status: 'ok', subject: 'tickets' });
  expect(tickets?.says).toMatch(
    new RegExp(
      `^${migrationsOf('tickets').length} migrations, [\\d.]+ MB, no transaction open, outbox 0, inbox empty$`,
    ),
  );
  expect(others).toEqual([]);
});

test('a transaction that is open, and when an event was last taken, are told', async () => {
  await using database = await cloneDatabase('tickets');
  await onServer(
    database.url,
    (sql) => sql`insert into inbox (message_id, routing_key) values (${newId()}, 'tournaments.created.v1')`,
  );
  await onServer(database.url, (sql) =>
    sql.begin(async (tx) => {
      await tx`select 1`;
      const [, tickets] = await checkPostgres({ tickets: database.url });
      expect(tickets?.says).toMatch(/longest transaction \d+ m?s, outbox 0, inbox last written \d+ m?s ago$/);
    }),
  );
});

test('a role that is not told of others’ sessions counts them all the same, and says what it does not see', async () => {
  await using database = await cloneDatabase('tickets');
  const role = `arena_doctor_test_${randomBytes(4).toString('hex')}`;
  const open = Array.from({ length: 3 }, () => postgres(database.url, { max: 1 }));
  await onServer(database.url, async (sql) => {
    await sql.unsafe(`
      create role ${role} login password 'a word of its own';
      grant usage on schema public, drizzle to ${role};
      grant select on all tables in schema public, drizzle to ${role}`);
  });
  try {
    await Promise.all(open.map((sql) => sql`select 1`));
    const url = Object.assign(new URL(database.url), { username: role, password: 'a word of its own' });
    const [server, tickets] = await checkPostgres({ tickets: url.href });
    // those, and the one that it asks by
    expect(Number(/(\d+) of \d+ connections/.exec(server?.says ?? '')?.[1])).toBeGreaterThan(3);
    expect(tickets?.says).toContain('no transaction open, those of other roles not shown, outbox 0');
  } finally {
    await Promise.all(open.map((sql) => sql.end()));
    await onServer(database.url, (sql) => sql.unsafe(`drop owned by ${role}; drop role ${role}`));
  }
});

test('migrations that are missing fail, and those that this code does not know are told', async () => {
  await using database = await cloneDatabase('tickets');
  const last = migrationsOf('tickets').at(-1);
  await onServer(
    database.url,
    (sql) => sql`delete from drizzle.__drizzle_migrations where created_at = ${last?.when ?? 0}`,
  );
  const [, behind] = await checkPostgres({ tickets: database.url });
  expect(behind).toMatchObject({
    status: 'fail',
    code: 'migrations-missing',
    says: `behind: 1 migration of ${migrationsOf('tickets').length} missing, ${last?.tag}`,
    remedy: 'start Arena anew from this code',
  });

  await onServer(
    database.url,
    (sql) => sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${last?.when ?? 0}),
      ('y', ${(last?.when ?? 0) + 1})`,
  );
  const [, ahead] = await checkPostgres({ tickets: database.url });
  expect(ahead).toMatchObject({ status: 'warn', code: 'migrations-unknown' });
});

test('a migration that a start would pass over is to be applied by hand', () => {
  const [first, ...later] = migrationsOf('users').map(({ when }) => when);
  expect(first).toBeDefined();
  expect(judgeMigrations('users', later)).toMatchObject([
    { status: 'fail', remedy: 'apply it by hand: a later one is there' },
  ]);
});

test('an outbox that is not emptied is told, and after five minutes it fails', async () => {
  await using database = await cloneDatabase('tickets');
  const look = async () => (await checkPostgres({ tickets: database.url }))[1];
  await tellAgo(database.url, 2);
  expect(await look(), 'on its way').toMatchObject({ status: 'ok' });
  await tellAgo(database.url, 60);
  expect(await look()).toMatchObject({
    status: 'warn',
    code: 'outbox-stuck',
    says: expect.stringMatching(/^outbox: 2 unsent, the oldest since \d+ s$/),
  });
  await tellAgo(database.url, 600);
  expect(await look()).toMatchObject({ status: 'fail', says: 'outbox: 3 unsent, the oldest since 10 min' });
  await onServer(
    database.url,
    (sql) => sql`
      insert into outbox (id, routing_key, payload, headers)
      select gen_random_uuid(), 'tickets.issued.v1', '{}', '{}' from generate_series(1, ${COUNTED_AT_MOST})`,
  );
  expect((await look())?.says).toMatch(/^outbox: over 10000 unsent/);
});

test('timed work that fails is told, and one that is given up or that nobody does fails', async () => {
  await using database = await cloneDatabase('payments');
  await onServer(
    database.url,
    (sql) => sql`select graphile_worker.add_job('settle-checkouts', max_attempts => 4)`,
  );
  const look = async () => (await checkPostgres({ payments: database.url })).slice(1);
  const change = (attempts: number, minutesAgo: number) =>
    onServer(
      database.url,
      (sql) => sql`
        update graphile_worker._private_jobs
        set attempts = ${attempts}, run_at = now() - ${minutesAgo} * interval '1 minute',
          last_error = ${attempts > 0 ? 'provider away\nat settle' : null}`,
    );
  await change(2, -1);
  expect(await look(), 'may heal').toMatchObject([{ status: 'ok' }]);
  await change(3, -1);
  expect(await look()).toMatchObject([
    { status: 'warn', code: 'job-failing', says: 'settle-checkouts has failed 3 times: provider away' },
  ]);
  await change(4, 10);
  expect(await look(), 'is not waited for').toMatchObject([
    { status: 'fail', code: 'job-failing', says: expect.stringMatching(/; it is not tried again$/) },
  ]);
  await change(0, 10);
  expect(await look()).toMatchObject([
    {
      status: 'fail',
      code: 'jobs-late',
      says: 'nobody does its timed work, which is due since 10 min',
      remedy: 'see that payments runs, with TIMED_WORK on',
    },
  ]);
});

test('a server that is away is one fault, and one database that is missing is another', async () => {
  const away = `postgres://arena:sesame-open@${NOWHERE}`;
  expect(await checkPostgres({ users: `${away}/a`, tickets: `${away}/b` })).toEqual([
    {
      status: 'fail',
      subject: 'server',
      code: 'database-unreachable',
      says: `${NOWHERE}: nothing listens there`,
      remedy: 'start it, or correct its address',
    },
    { status: 'skipped', subject: 'users', says: 'its server is away' },
    { status: 'skipped', subject: 'tickets', says: 'its server is away' },
  ]);

  await using database = await cloneDatabase('tickets');
  const findings = await checkPostgres({
    users: databaseUrl(postgresUrl, 'arena_test_never_made'),
    tickets: database.url,
  });
  expect(findings.map(({ subject, status }) => [subject, status])).toEqual([
    ['server', 'ok'],
    ['users', 'fail'],
    ['tickets', 'ok'],
  ]);
  expect(findings[1]?.says).toContain('database "arena_test_never_made" does not exist');
});

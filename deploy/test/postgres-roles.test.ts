import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { eventually, onServer, startProcess, testBroker, testRedis, testServices } from '@arena/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stackEnv, SUBGRAPHS, type SubgraphName } from '../../dev/run/stack-env.ts';
import { freePort } from '../../dev/services/tcp.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PASSWORD = randomBytes(12).toString('hex');
const PREFIX = `arena_deploy_test_${randomBytes(4).toString('hex')}_`;

const hasPsql = spawnSync('psql', ['--version']).status === 0;

const databaseOf = (subgraph: SubgraphName) => `${PREFIX}${subgraph}`;

/** The address of a subgraph's database, for one of its two roles. */
function urlAs(
  role: 'owner' | 'application',
  subgraph: SubgraphName,
  database = databaseOf(subgraph),
): string {
  const url = new URL(testServices().postgresUrl);
  url.username = role === 'owner' ? `${databaseOf(subgraph)}_owner` : databaseOf(subgraph);
  url.password = PASSWORD;
  url.pathname = `/${database}`;
  return url.href;
}

/** Runs a program to its end. */
function ran(command: string, args: string[], env: Record<string, string>): void {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });
  expect(status, stdout + stderr).toBe(0);
}

const makeRoles = (subgraph: SubgraphName) =>
  ran(
    'psql',
    [
      testServices().postgresUrl,
      '--no-psqlrc',
      ...['--set', `database=${databaseOf(subgraph)}`],
      ...['--file', 'deploy/postgres/roles.sql'],
    ],
    { OWNER_PASSWORD: PASSWORD, APPLICATION_PASSWORD: PASSWORD },
  );

/** What the server says to a statement of the subgraph's application role: its error code, or nothing. */
async function refusal(url: string, statement: string): Promise<string | undefined> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(statement);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await sql.end();
  }
}

beforeAll(async () => {
  if (!hasPsql) return;
  for (const subgraph of SUBGRAPHS) {
    makeRoles(subgraph);
    const { migrate } = await import(`../../subgraphs/${subgraph}/src/migrate.ts`);
    await migrate(urlAs('owner', subgraph));
  }
}, 120_000);

afterAll(async () => {
  await onServer(testServices().postgresUrl, async (sql) => {
    for (const subgraph of SUBGRAPHS) {
      const database = databaseOf(subgraph);
      await sql`drop database if exists ${sql(database)} with (force)`;
      await sql`drop role if exists ${sql(database)}`;
      await sql`drop role if exists ${sql(`${database}_owner`)}`;
    }
  });
});

test.runIf(hasPsql).each(SUBGRAPHS)('%s reads and writes every table of its own', async (subgraph) => {
  const sql = postgres(urlAs('application', subgraph), { max: 1 });
  const tables = await sql<{ name: string; granted: boolean; more: boolean }[]>`
    select table_schema || '.' || table_name as name,
      has_table_privilege(current_user, t.oid, 'select')
        and has_table_privilege(current_user, t.oid, 'insert')
        and has_table_privilege(current_user, t.oid, 'update')
        and has_table_privilege(current_user, t.oid, 'delete') as granted,
      has_table_privilege(current_user, t.oid, 'truncate')
        or has_table_privilege(current_user, t.oid, 'trigger') as more
    from information_schema.tables, lateral (
      select format('%I.%I', table_schema, table_name)::regclass::oid
    ) as t (oid)
    where table_schema in ('public', 'graphile_worker') and table_type = 'BASE TABLE'`;
  await sql.end();
  expect(tables.length).toBeGreaterThan(3);
  expect(tables.filter(({ granted, more }) => !granted || more)).toEqual([]);
});

const NOT_ALLOWED = '42501';

test.runIf(hasPsql)('the application role changes nothing but rows', async () => {
  const url = urlAs('application', 'payments');
  const statements = [
    'create table extra (id int)',
    'create schema extra',
    'create temp table extra (id int)',
    'create extension hstore',
    'drop table ledger_entries',
    'truncate ledger_entries',
    'alter table ledger_entries disable trigger all',
    'alter table ledger_entries add column extra int',
    'set session_replication_role = replica',
    'delete from drizzle.__drizzle_migrations',
    'create role extra',
    'create database extra',
    `alter role "${databaseOf('payments')}_owner" password 'mine'`,
    `set role "${databaseOf('payments')}_owner"`,
  ];
  const refused: Record<string, string | undefined> = {};
  for (const statement of statements) refused[statement] = await refusal(url, statement);
  expect(refused).toEqual(Object.fromEntries(statements.map((statement) => [statement, NOT_ALLOWED])));
});

test.runIf(hasPsql)('neither role is let into another subgraph’s database', async () => {
  for (const role of ['owner', 'application'] as const) {
    const outcome = await refusal(urlAs(role, 'streams', databaseOf('users')), 'select 1');
    expect(outcome).toBe(NOT_ALLOWED);
  }
});

test.runIf(hasPsql)(
  'a second role serves as the first does while that has its password changed',
  async () => {
    const first = databaseOf('payments');
    const second = `${first}_2`;
    const url = new URL(urlAs('application', 'payments'));
    url.username = second;
    const server = testServices().postgresUrl;
    await onServer(server, (sql) =>
      sql.unsafe(`create role "${second}" login bypassrls password '${PASSWORD}' in role "${first}"`),
    );
    try {
      const sql = postgres(url.href, { max: 1 });
      await sql`select graphile_worker.add_job('nothing')`;
      // the row security of this table shows its rows to the owner alone, and to who bypasses it
      expect(await sql`select from graphile_worker.jobs where task_identifier = 'nothing'`).toHaveLength(1);
      await sql`insert into provider_events (provider, id, type, received_at) values ('stripe', 'evt_1', 'ping', now())`;
      await sql.end();
      expect(await refusal(url.href, 'create table extra (id int)')).toBe(NOT_ALLOWED);
    } finally {
      await onServer(server, (sql) => sql.unsafe(`drop role "${second}"`));
    }
  },
);

test.runIf(hasPsql)('a second run changes nothing but the passwords', async () => {
  makeRoles('users');
  expect(await refusal(urlAs('application', 'users'), 'select from persons limit 1')).toBe('42P01');
  expect(await refusal(urlAs('application', 'users'), 'select from users limit 1')).toBeUndefined();
});

test.runIf(hasPsql)(
  'a subgraph runs as the application role, timed work and all',
  async () => {
    await using broker = await testBroker({ consumers: ['tournaments'] });
    await using redis = await testRedis();
    const port = await freePort();
    const env = await stackEnv({
      databaseUrls: { tournaments: urlAs('application', 'tournaments') } as Record<SubgraphName, string>,
      ports: { tournaments: port } as Record<SubgraphName | 'gateway', number>,
      keyEncryptionKey: '',
      variables: { ...broker.variables, REDIS_URL: redis.url, LIVE_PREFIX: redis.prefix },
    });
    await using service = startProcess(
      process.execPath,
      ['--import', 'tsx/esm', 'subgraphs/tournaments/src/main.ts'],
      { cwd: ROOT, env: env.subgraph('tournaments') },
    );
    const status = () =>
      fetch(`http://127.0.0.1:${port}/health/ready`).then(
        (answer) => answer.status,
        () => 0,
      );
    expect(await eventually(status, (code) => code === 200), service.output()).toBe(200);
    const sql = postgres(urlAs('application', 'tournaments'), { max: 1 });
    try {
      const schedules = await eventually(
        () => sql<{ name: string }[]>`select identifier as name from graphile_worker._private_known_crontabs`,
        (known) => known.length > 0,
      );
      const name = schedules[0]?.name ?? 'no schedule';
      await sql`select graphile_worker.add_job(${name}, job_key => 'asked-for')`;
      // a job that is done is a row that is gone
      const left = await eventually(
        () => sql`select last_error from graphile_worker.jobs where key = 'asked-for'`,
        (jobs) => jobs.length === 0,
      );
      expect([...left]).toEqual([]);
    } finally {
      await sql.end();
    }
  },
  120_000,
);

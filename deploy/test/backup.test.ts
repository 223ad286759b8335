import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  askAs,
  cloneDatabase,
  databaseUrl,
  emptyDatabase,
  onServer,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
  testServices,
} from '@arena/testing';
import { parseEnv, start } from '@arena/users';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';

const isInstalled = ['pg_dump', 'pg_restore', 'psql'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);

const deployed = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const run = (script: 'backup' | 'restore', url: string, file: string, env: Record<string, string> = {}) =>
  promisify(execFile)(deployed(`backup/${script}.sh`), [file], {
    env: { PATH: process.env['PATH'], DATABASE_URL: url, ...env },
  });

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'arena-backup-'));
  onTestFinished(() => rm(path, { recursive: true }));
  return path;
}

async function emptyUrl(): Promise<string> {
  const database = await emptyDatabase();
  onTestFinished(() => database[Symbol.asyncDispose]());
  return database.url;
}

/** An empty database with the two roles that a deployed one has; the address for each. */
async function databaseOfTwoRoles(password: string): Promise<Record<'owner' | 'application', string>> {
  const { postgresUrl } = testServices();
  const name = `arena_backup_test_${randomBytes(4).toString('hex')}`;
  onTestFinished(() =>
    onServer(postgresUrl, async (sql) => {
      await sql`drop database if exists ${sql(name)} with (force)`;
      await sql`drop role if exists ${sql(name)}`;
      await sql`drop role if exists ${sql(`${name}_owner`)}`;
    }),
  );
  const roles = deployed('postgres/roles.sql');
  await promisify(execFile)(
    'psql',
    [postgresUrl, '--no-psqlrc', '--set', `database=${name}`, '--file', roles],
    {
      env: { PATH: process.env['PATH'], OWNER_PASSWORD: password, APPLICATION_PASSWORD: password },
    },
  );
  const urlOf = (username: string) =>
    Object.assign(new URL(databaseUrl(postgresUrl, name)), {
      username,
      password: encodeURIComponent(password),
    }).href;
  return { owner: urlOf(`${name}_owner`), application: urlOf(name) };
}

/** Has each of PostgreSQL's programs note what it is called with, and which password it has, before it does its work. */
async function notingCalls(): Promise<{ PATH: string; notes: () => Promise<string> }> {
  const programs = await folder();
  const notes = join(programs, 'notes');
  const program = `#!/bin/sh
echo "$0 $* with $PGPASSWORD" >> '${notes}'
PATH=\${PATH#*:}
exec "\${0##*/}" "$@"
`;
  for (const name of ['pg_dump', 'pg_restore', 'psql'])
    await writeFile(join(programs, name), program, { mode: 0o755 });
  return { PATH: `${programs}:${process.env['PATH'] ?? ''}`, notes: () => readFile(notes, 'utf8') };
}

const KEY_ENCRYPTION_KEY = randomBytes(32).toString('base64');

/** Users on a database. */
async function startOn(databaseUrl: string) {
  const env = parseEnv({
    NODE_ENV: 'test',
    PORT: '0',
    DATABASE_URL: databaseUrl,
    IDENTITY_JWKS: testIdentityJwks,
    KEY_ENCRYPTION_KEY,
  });
  const bus = await testBus(databaseUrl);
  const service = running('users', await start(env, { ...testAdapters(), bus }));
  const ask = askAs(service.url, 'users');
  const person = (name: string) => ({ email: `${name}@arena.example`, password: 'correct horse battery' });
  return {
    register: (name: string) =>
      ask('mutation ($input: RegisterInput!) { register(input: $input) { accessToken } }', {
        input: { ...person(name), username: name, displayName: name },
      }),
    logIn: (name: string) =>
      ask('mutation ($input: LoginInput!) { login(input: $input) { accessToken } }', {
        input: { login: person(name).email, password: person(name).password },
      }),
    stop: async () => {
      await service[Symbol.asyncDispose]();
      await bus[Symbol.asyncDispose]();
    },
  };
}

describe.skipIf(!isInstalled)('a backup', () => {
  test('is the subgraph at one moment, from which it goes on', async () => {
    const database = await cloneDatabase('users');
    onTestFinished(() => database[Symbol.asyncDispose]());
    const file = join(await folder(), 'users.backup');
    const before = await startOn(database.url);
    const registered = await before.register('early');
    await run('backup', database.url, file);
    await before.register('late');
    await before.stop();

    const url = await emptyUrl();
    await run('restore', url, file);
    const after = await startOn(url);
    onTestFinished(after.stop);
    const again = await after.logIn('early');
    // by the key of before, so whoever was signed in still is
    const signed = ({ accessToken }: { accessToken: string }) => [
      decodeProtectedHeader(accessToken).kid,
      decodeJwt(accessToken).sub,
    ];
    expect(signed(again.data.login)).toEqual(signed(registered.data.register));
    expect((await after.logIn('late')).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  test('goes back into a database with roles, where the application may do what it could', async () => {
    const database = await cloneDatabase('payments');
    onTestFinished(() => database[Symbol.asyncDispose]());
    const file = join(await folder(), 'payments.backup');
    await run('backup', database.url, file);
    const { owner, application } = await databaseOfTwoRoles('a word');
    await run('restore', owner, file);
    await onServer(application, async (sql) => {
      const tables = await sql<{ name: string; granted: boolean }[]>`
        select format('%I.%I', schemaname, tablename) as name,
          has_table_privilege(format('%I.%I', schemaname, tablename), 'select')
            and has_table_privilege(format('%I.%I', schemaname, tablename), 'insert') as granted
        from pg_tables where schemaname in ('public', 'graphile_worker')`;
      expect(tables.map(({ name }) => name)).toContain('public.checkouts');
      expect(tables.filter(({ granted }) => !granted)).toEqual([]);
      const [{ applied } = { applied: 0 }] = await sql<{ applied: number }[]>`
        select count(*)::int as applied from drizzle.__drizzle_migrations`;
      expect(applied).toBeGreaterThan(0);
      await expect(sql`truncate ledger_entries`).rejects.toThrow('permission denied');
    });
  });

  test('tells no program the password where others can see it', async () => {
    const password = 'se/same@100%';
    const { owner } = await databaseOfTwoRoles(password);
    const { PATH, notes } = await notingCalls();
    const file = join(await folder(), 'empty.backup');
    await run('backup', owner, file, { PATH });
    await run('restore', owner, file, { PATH });
    const calls = (await notes()).trim().split('\n');
    for (const program of ['pg_dump', 'pg_restore', 'psql'])
      expect(calls.some((call) => call.includes(`/${program} --`))).toBe(true);
    for (const call of calls) {
      const [given, known] = call.split(' with ');
      expect(given).not.toMatch(/se.*same/);
      expect(known).toBe(password);
    }
  });

  test('is not laid over what a database holds', async () => {
    const database = await cloneDatabase('users');
    onTestFinished(() => database[Symbol.asyncDispose]());
    const file = join(await folder(), 'users.backup');
    await run('backup', database.url, file);
    await expect(run('restore', database.url, file)).rejects.toThrow('restore into an empty one');
  });

  test('that is damaged is restored not even in part', async () => {
    const url = await emptyUrl();
    const file = join(await folder(), 'users.backup');
    await writeFile(file, 'PGDMP and nothing more');
    await expect(run('restore', url, file)).rejects.toThrow();
    const sql = postgres(url, { max: 1 });
    onTestFinished(() => sql.end());
    expect(await sql`select from pg_tables where schemaname = 'public'`).toHaveLength(0);
  });

  test('that fails leaves no file', async () => {
    const into = await folder();
    const nowhere = new URL(await emptyUrl());
    nowhere.pathname = '/arena_nowhere';
    await expect(run('backup', nowhere.href, join(into, 'users.backup'))).rejects.toThrow('does not exist');
    expect(await readdir(into)).toEqual([]);
  });
});

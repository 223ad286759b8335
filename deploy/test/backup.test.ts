import { execFile, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  askAs,
  cloneDatabase,
  emptyDatabase,
  running,
  testAdapters,
  testBus,
  testIdentityJwks,
} from '@arena/testing';
import { parseEnv, start } from '@arena/users';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import postgres from 'postgres';
import { describe, expect, onTestFinished, test } from 'vitest';

const isInstalled = ['pg_dump', 'pg_restore', 'psql'].every(
  (program) => spawnSync(program, ['--version']).status === 0,
);

const run = (script: 'backup' | 'restore', url: string, file: string) =>
  promisify(execFile)(fileURLToPath(new URL(`../backup/${script}.sh`, import.meta.url)), [url, file]);

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

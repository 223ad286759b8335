import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { emptyDatabase } from '@arena/testing';
import postgres from 'postgres';
import { expect, test } from 'vitest';
import { SUBGRAPHS } from '../../dev/run/stack-env.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const migrate = (args: string[], env: Record<string, string>) =>
  spawnSync(process.execPath, ['--import', 'tsx/esm', 'deploy/migrate.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
    encoding: 'utf8',
  });

test('the image has every service’s dependencies', async () => {
  const dockerfile = await readFile(new URL('../Dockerfile', import.meta.url), 'utf8');
  const installed = [...dockerfile.matchAll(/--workspace (\S+)/g)].map(([, folder]) => folder);
  expect(installed).toEqual(['gateway', ...SUBGRAPHS.map((name) => `subgraphs/${name}`)]);
});

test('a job migrates the database that it is given', async () => {
  await using database = await emptyDatabase();
  const { status, stdout, stderr } = migrate(['streams'], {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/pool',
    DIRECT_DATABASE_URL: database.url,
  });
  expect(stderr).toBe('');
  expect([status, stdout]).toEqual([0, 'streams is migrated.\n']);
  const sql = postgres(database.url, { max: 1 });
  const tables = await sql`select from pg_tables where schemaname = 'public'`;
  await sql.end();
  expect(tables.length).toBeGreaterThan(0);
});

test('a job says what it lacks', () => {
  expect(migrate([], {})).toMatchObject({ status: 2, stderr: expect.stringContaining('users') });
  expect(migrate(['users'], {})).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('DATABASE_URL: is missing'),
  });
});

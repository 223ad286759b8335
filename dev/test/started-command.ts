import { randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register, startProcess, type TestProcess } from '@arena/testing';
import { isListening } from '../services/tcp.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A command of the project, run as npm runs it. */
export const command = (
  name: string,
  env: Record<string, string | undefined> = {},
  args: string[] = [],
): TestProcess =>
  startProcess(process.execPath, ['dev/run.mjs', name, ...args], {
    cwd: root,
    // what the test run found or set is not for the process under test
    env: { NODE_ENV: undefined, DATABASE_URL: undefined, ARENA_MODE: undefined, VITEST: undefined, ...env },
  });

/**
 * A first port such that it and the nine after it are free, below the range that the system takes the ports of
 * outgoing connections from.
 */
export async function freePortBase(): Promise<number> {
  for (;;) {
    const base = 10 * randomInt(1_000, 3_000);
    const ports = Array.from({ length: 10 }, (_, offset) => base + offset);
    const taken = await Promise.all(ports.map((port) => isListening('127.0.0.1', port)));
    if (!taken.includes(true)) return base;
  }
}

/** A directory for one test's data. */
export async function dataDirectory(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'arena-data-'));
  // where another user than root can get to PostgreSQL's files, they are kept here, and go with the rest
  await chmod(path, 0o711);
  return register('data directory', { path }, () => rm(path, { recursive: true, force: true }));
}

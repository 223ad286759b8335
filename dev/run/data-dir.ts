import { randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from '@arena/subgraph-kit';
import { z } from 'zod';

const secretsSchema = z.object({ postgresPassword: z.string().min(1), keyEncryptionKey: z.string().min(1) });

/** The secrets of one data directory, made at its first use. */
export type Secrets = z.output<typeof secretsSchema>;

/**
 * Makes the data directory if need be.
 * @throws StartError when it cannot be written
 */
export async function openDataDir(dataDir: string): Promise<void> {
  try {
    const made = await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK | constants.X_OK);
    const probe = join(dataDir, `.probe-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
    // PostgreSQL's own user must get through to its files; a directory that was there keeps its mode
    if (made !== undefined && process.getuid?.() === 0) await chmod(dataDir, 0o711);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(
      `The data directory ${dataDir} cannot be written (${code}). ` +
        'Set ARENA_DATA_DIR to a directory that this user may write.',
    );
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Writes the lock file; false when there is one. */
async function claim(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/**
 * Keeps a second Arena off the data directory while this one runs.
 * @returns what gives the directory free again
 * @throws StartError when another Arena runs on it
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const file = join(dataDir, 'run.pid');
  while (!(await claim(file))) {
    const holder = Number(await readFile(file, 'utf8').catch(() => ''));
    if (holder > 0 && holder !== process.pid && isAlive(holder)) {
      throw new StartError(
        `Another Arena (process ${holder}) runs on ${dataDir}. Stop it, or set ARENA_DATA_DIR and PORT_BASE ` +
          `for a second one. If that process is something else, delete ${file}.`,
      );
    }
    await rm(file, { force: true });
  }
  return () => rm(file, { force: true });
}

/**
 * Reads the secrets of a data directory, or makes them.
 * @throws StartError when the file is there but is not what was written
 */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    const made: Secrets = {
      postgresPassword: randomBytes(24).toString('hex'),
      keyEncryptionKey: randomBytes(32).toString('base64'),
    };
    await writeFile(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    return made;
  }
  try {
    return secretsSchema.parse(JSON.parse(text));
  } catch {
    throw new StartError(
      `${file} is damaged. Restore it, or delete ${dataDir} to start over with empty data.`,
    );
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { register } from '@arena/testing';

/** An empty directory, gone when the test is over. */
export async function temporaryDirectory(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'arena-gateway-'));
  return register('temporary directory', { path }, () => rm(path, { recursive: true }));
}

import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, type TestProcess } from '@arena/testing';

export const isRedisInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

export type OwnRedis = {
  url: string;
  /** Starts it again, empty. */
  start: () => Promise<void>;
  /** Ends it as a crash does. */
  kill: () => Promise<void>;
} & AsyncDisposable;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a Redis that the test may do anything to; it keeps nothing on disk. */
export async function ownRedis(...settings: string[]): Promise<OwnRedis> {
  const port = await freePort();
  const directory = await mkdtemp(join(tmpdir(), 'arena-redis-'));
  let server: TestProcess | undefined;
  const start = async () => {
    const memoryOnly = ['--save', '', '--appendonly', 'no', '--dir', directory];
    server = startProcess('redis-server', [
      ...['--port', String(port), '--bind', '127.0.0.1'],
      ...memoryOnly,
      ...settings,
    ]);
    await server.untilPrinted(/Ready to accept connections/);
  };
  const kill = async () => {
    await server?.[Symbol.asyncDispose]();
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    [Symbol.asyncDispose]: async () => {
      await kill();
      await rm(directory, { recursive: true });
    },
  };
}

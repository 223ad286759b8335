import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { hasContainerEngine, startContainer } from './containers.ts';
import { canInstallPackages, installPackage } from './debian.ts';
import { found, orMissing, type Missing, type Server } from './server.ts';
import { freePort, untilServing } from './tcp.ts';

const STANDARD_URL = 'redis://127.0.0.1:6379';

async function serves(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 2_000 });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.ping();
    return true;
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

const isInstalled = (): boolean => spawnSync('redis-server', ['--version']).status === 0;

/** Starts the installed redis-server, keeping nothing on disk. */
async function startServer(): Promise<Server> {
  const port = await freePort();
  const child = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'],
    {
      stdio: 'ignore',
      cwd: '/tmp',
    },
  );
  const exited = once(child, 'exit');
  const url = `redis://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  try {
    await untilServing('redis-server', () => serves(url), 10_000);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, stop };
}

/**
 * A Redis for tests: at REDIS_URL, on its standard port, in a container, or from the Debian package.
 * @throws when REDIS_URL is given and does not serve
 */
export async function findRedis(given: string | undefined): Promise<Server | Missing> {
  if (given) {
    if (await serves(given)) return found(given);
    throw new Error('REDIS_URL is set, but no Redis answers there. Start it, or unset REDIS_URL.');
  }
  if (await serves(STANDARD_URL)) return found(STANDARD_URL);
  if (hasContainerEngine()) {
    return startContainer({
      image: 'redis:7-alpine',
      port: 6379,
      url: (port) => `redis://127.0.0.1:${port}`,
      serves,
      timeoutMs: 60_000,
    });
  }
  if (isInstalled() || (canInstallPackages() && installPackage('redis-server'))) {
    return orMissing('Redis', startServer());
  }
  return { missing: 'no Redis listens on port 6379, no container engine answers, and none can be installed' };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess } from '@arena/testing';
import { Redis } from 'ioredis';
import { expect, test } from 'vitest';
import { freePort } from '../../dev/services/tcp.ts';

const SCRIPT = fileURLToPath(new URL('../redis/start.sh', import.meta.url));
const SERVICES = ['gateway', 'tournaments', 'tickets', 'payments', 'streams', 'notifications'];
const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

const passwords = Object.fromEntries(
  [...SERVICES, 'health'].map((name) => [
    name === 'health' ? 'REDIS_HEALTH_PASSWORD' : `${name.toUpperCase()}_REDIS_PASSWORD`,
    `password-of-${name}`,
  ]),
);

const REFUSED = /^NOPERM|^NOAUTH|can't access/;

/** What Redis says to a command of a user, where that is an error. */
async function refusal(url: string, command: string, ...args: string[]): Promise<string | undefined> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null, enableReadyCheck: false });
  redis.on('error', () => {});
  try {
    await redis.connect();
    await redis.call(command, ...args);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  } finally {
    redis.disconnect();
  }
}

test.runIf(hasRedis)('each service has its own keys and channels on Redis, and no others', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'arena-redis-'));
  const port = await freePort();
  const urlOf = (user: string) => `redis://${user}:password-of-${user}@127.0.0.1:${port}`;
  const server = startProcess('sh', [SCRIPT, '--port', String(port), '--bind', '127.0.0.1'], {
    env: { ...passwords, REDIS_DIRECTORY: directory },
  });
  try {
    await server.untilPrinted(/Ready to accept connections/);
    const allowed: [string, string, ...string[]][] = [
      ['health', 'ping'],
      ['gateway', 'info'],
      ['gateway', 'set', 'arena:apq:hash', 'text', 'EX', '60'],
      ['gateway', 'zadd', 'arena:sessions:ended', '1', 'session'],
      [
        'gateway',
        'eval',
        "return redis.call('SET', KEYS[1], redis.call('TIME')[1])",
        '1',
        'arena:cache:clock',
      ],
      ['gateway', 'set', 'arena:rate:person:1', '1'],
      ['streams', 'eval', "return redis.call('ZADD', KEYS[1], 1, 'a')", '1', 'arena:presence:due'],
      ['tickets', 'publish', 'arena:live:seats:1', '{}'],
    ];
    for (const [user, ...command] of allowed)
      expect(await refusal(urlOf(user), ...command), `${user} ${command.join(' ')}`).toBeUndefined();

    const refused: [string, string, ...string[]][] = [
      ['health', 'info'],
      ['gateway', 'get', 'arena:presence:due'],
      ['gateway', 'flushall'],
      ['gateway', 'config', 'get', 'maxmemory'],
      ['gateway', 'keys', '*'],
      ['streams', 'get', 'arena:sessions:ended'],
      ['streams', 'eval', "return redis.call('GET', 'arena:sessions:ended')", '0'],
      ['tickets', 'set', 'arena:cache:entry', 'forged'],
      ['tickets', 'publish', 'other:channel', '{}'],
      ['tickets', 'acl', 'list'],
    ];
    for (const [user, ...command] of refused)
      expect(await refusal(urlOf(user), ...command), `${user} ${command.join(' ')}`).toMatch(REFUSED);
    expect(await refusal(`redis://127.0.0.1:${port}`, 'ping')).toMatch(REFUSED);
  } finally {
    await server[Symbol.asyncDispose]();
    await rm(directory, { recursive: true, force: true });
  }
});

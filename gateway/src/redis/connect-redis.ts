import type { Logger } from '@arena/subgraph-kit';
import { Redis } from 'ioredis';

/** A command that takes longer has failed; what asked for it goes on without Redis. */
const COMMAND_TIMEOUT_MS = 250;

/** A connection that owes an answer and stays silent for longer is given up. */
const SILENCE_MS = 500;

/** Longer than the silence, whose clock must not run out on the next connection. */
const RECONNECT_MS = 1_000;

/**
 * Connects to Redis, again and again where need be. While it is away every command fails at once, so that nobody
 * waits for it; the log tells once that it is lost and once that it is back.
 */
export function connectRedis(url: string, logger: Logger): Redis {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // counted twice is worse than not counted
    autoResendUnfulfilledCommands: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    connectTimeout: 2_000,
    retryStrategy: () => RECONNECT_MS,
  });
  let isLost = false;
  let cause: Error | undefined;
  redis.on('error', (error: Error) => (cause = error));
  redis.on('reconnecting', () => {
    if (!isLost) logger.warn({ err: cause }, 'Redis is lost; going on without it');
    isLost = true;
    cause = undefined;
  });
  redis.on('ready', () => {
    if (isLost) logger.info('Redis is back');
    isLost = false;
  });
  return redis;
}

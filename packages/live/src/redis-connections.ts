import type { Logger } from '@arena/subgraph-kit';
import { Redis, type Command } from 'ioredis';

/** A publish that takes longer has failed: what it told is old by then. */
const PUBLISH_TIMEOUT_MS = 250;

/** A connection that owes an answer and stays silent for longer is given up; longer than the time-out of a publish. */
const SILENCE_MS = 500;

/** How soon a silent connection is asked whether it still stands. */
const KEEP_ALIVE_MS = 10_000;

const connection = { connectTimeout: 2_000, retryStrategy: () => 1_000 };

/** Tells once that the connection is lost and once that it is back. */
function tellOfOutages(redis: Redis, logger: Logger): void {
  let isLost = false;
  let cause: Error | undefined;
  redis.on('error', (error: Error) => (cause = error));
  redis.on('reconnecting', () => {
    if (!isLost) logger.warn({ err: cause }, 'Redis is lost; live updates wait for it');
    isLost = true;
    cause = undefined;
  });
  redis.on('ready', () => {
    if (isLost) logger.info('Redis is back; live updates go on');
    isLost = false;
  });
}

/** Sends updates. While Redis is away each fails at once. */
export function publisherConnection(url: string): Redis {
  const redis = new Redis(url, {
    ...connection,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    commandTimeout: PUBLISH_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
  });
  // an outage is told by the other connection
  redis.on('error', () => {});
  return redis;
}

/** Nobody awaits the end of a subscription, so its failure, when the connection is closed, is nobody's either. */
class SubscriberConnection extends Redis {
  override sendCommand(command: Command, ...rest: [never?]): unknown {
    command.promise.catch(() => {});
    return super.sendCommand(command, ...rest);
  }
}

/** Receives updates. It comes back with all its subscriptions, and new ones wait for it, however long Redis is away. */
export function subscriberConnection(url: string, logger: Logger): Redis {
  const redis = new SubscriberConnection(url, {
    ...connection,
    // the check would send a command that a connection with subscriptions must not
    enableReadyCheck: false,
    maxRetriesPerRequest: null,
    keepAlive: KEEP_ALIVE_MS,
  });
  tellOfOutages(redis, logger);
  return redis;
}

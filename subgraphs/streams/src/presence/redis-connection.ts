import { Redis } from 'ioredis';
import { scripts } from './redis-scripts.ts';

/** A command that takes longer has failed; whether it has done anything is not known. */
const COMMAND_TIMEOUT_MS = 1_500;

/** A connection that owes an answer and stays silent for longer is given up. */
const SILENCE_MS = 1_750;

/** Longer than the silence, whose clock must not run out on the next connection. */
const RECONNECT_MS = 2_000;

/** Connects to Redis, again and again where need be; while it is away every command fails at once. */
export async function presenceConnection(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    scripts,
    lazyConnect: true,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    // what was asked for has been given up by then
    autoResendUnfulfilledCommands: false,
    commandTimeout: COMMAND_TIMEOUT_MS,
    socketTimeout: SILENCE_MS,
    connectTimeout: 2_000,
    retryStrategy: () => RECONNECT_MS,
  });
  // who asks hears of an outage
  redis.on('error', () => {});
  await redis.connect().catch(() => {});
  return redis;
}

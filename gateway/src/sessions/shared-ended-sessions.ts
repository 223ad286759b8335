import type { Logger } from '@arena/subgraph-kit';
import type { SharedStore } from '../redis/shared-store.ts';
import { endedSessionsInMemory, KEPT_MS, type EndedSessions } from './ended-sessions.ts';

/** How far back each read goes behind the last one, for the clocks of gateways differ. */
const OVERLAP_MS = 60_000;

export type SharedEndedSessionsOptions = {
  store: SharedStore;
  /** how often is looked for what other gateways have written */
  pollMs: number;
  now: () => Date;
  logger: Logger;
};

/**
 * Shares ended sessions with the other gateways by a sorted set on Redis. Each gateway reads it again and again into
 * its memory, so that none misses what was written while it had no connection, and writes then what it could not.
 */
export async function openSharedEndedSessions(options: SharedEndedSessionsOptions): Promise<EndedSessions> {
  const { store, pollMs, now, logger } = options;
  const { redis } = store;
  const key = `${store.prefix}sessions:ended`;
  const memory = endedSessionsInMemory(now);
  let sinceMs = now().getTime() - KEPT_MS;
  let isReadable = true;
  let looking: Promise<void> | undefined;
  /** what the other gateways have not been told of yet */
  const unwritten = new Set<string>();

  async function write(sessionId: string): Promise<void> {
    const nowMs = now().getTime();
    await Promise.all([
      redis.zadd(key, nowMs, sessionId),
      redis.zremrangebyscore(key, '-inf', nowMs - KEPT_MS),
      redis.pexpire(key, KEPT_MS),
    ]);
    unwritten.delete(sessionId);
  }

  async function writeRest(): Promise<void> {
    for (const sessionId of unwritten) {
      if (memory.has(sessionId)) await write(sessionId);
      else unwritten.delete(sessionId);
    }
  }

  async function read(): Promise<void> {
    try {
      const nowMs = now().getTime();
      for (const sessionId of await redis.zrangebyscore(key, sinceMs, '+inf')) await memory.add(sessionId);
      sinceMs = nowMs - OVERLAP_MS;
      isReadable = true;
    } catch (error) {
      if (isReadable) logger.warn({ err: error }, 'the sessions that other gateways ended cannot be read');
      isReadable = false;
    }
  }

  async function exchange(): Promise<void> {
    // the connection itself tells that it is lost
    if (redis.status !== 'ready') return;
    // who told of them has heard of the failure, and the next look tries again
    await writeRest().catch(() => {});
    await read();
  }
  const look = (): Promise<void> =>
    (looking ??= exchange().finally(() => {
      looking = undefined;
    }));

  redis.on('ready', look);
  const beat = setInterval(look, pollMs).unref();
  await look();

  return {
    ...memory,
    add: async (sessionId) => {
      // this gateway refuses it from now on, whether Redis can be reached or not
      await memory.add(sessionId);
      unwritten.add(sessionId);
      await write(sessionId);
    },
    stop: async () => {
      clearInterval(beat);
      redis.off('ready', look);
      await looking;
      await memory.stop();
    },
  };
}

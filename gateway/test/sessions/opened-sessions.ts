import { register, testAdapters } from '@arena/testing';
import type { Redis } from 'ioredis';
import { endedSessionsInMemory, type EndedSessions } from '../../src/sessions/ended-sessions.ts';
import { openSharedEndedSessions } from '../../src/sessions/shared-ended-sessions.ts';

export type OpenedSessions = EndedSessions & {
  /** Moves the clock ahead. */
  advance: (milliseconds: number) => void;
  /** the lines of the log */
  told: string[];
} & AsyncDisposable;

/** What one gateway knows of ended sessions, read from Redis every 20 ms where one is given. */
export async function openedSessions(store?: { redis: Redis; prefix: string }): Promise<OpenedSessions> {
  const { now, advance, logger } = testAdapters();
  const told: string[] = [];
  logger.warn = (_about: unknown, message?: string) => void told.push(message ?? '');
  const opened = store
    ? await openSharedEndedSessions({ store, pollMs: 20, now, logger })
    : endedSessionsInMemory(now);
  return register('ended sessions', { ...opened, advance, told }, opened.stop);
}

import type { Logger } from '@arena/subgraph-kit';
import type postgres from 'postgres';
import { PREFETCH, Unprocessable, type Delivery, type Running } from '../bus.ts';
import { deleteMessage, dueMessages, failMessage, nextDueMs, type Claimed } from './message-store.ts';

export type WorkerOptions = {
  sql: postgres.Sql;
  queue: string;
  handle: (delivery: Delivery) => Promise<void>;
  retryDelaysMs: readonly number[];
  logger: Logger;
};

/** How soon the table is looked at again after it could not be read. */
const TROUBLE_PAUSE_MS = 1_000;

/**
 * Handles the messages of one queue, at most PREFETCH at a time. It looks at the table when woken, when one of
 * its own is done, and when a message's next try is due; otherwise it rests.
 */
export function startWorker({
  sql,
  queue,
  handle,
  retryDelaysMs,
  logger,
}: WorkerOptions): Running & { wake: () => void } {
  const underWay = new Map<string, Promise<void>>();
  const state = { stopped: false, woken: false };
  let looking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const fail = async ({ seq, delivery }: Claimed, error: unknown): Promise<void> => {
    const delayMs = error instanceof Unprocessable ? undefined : retryDelaysMs[delivery.attempt - 1];
    const about = { err: error, queue, messageId: delivery.id, attempt: delivery.attempt };
    if (delayMs === undefined) logger.error(about, 'a message is parked');
    else logger.warn(about, 'a message is tried again later');
    await failMessage(sql, seq, error instanceof Error ? error.message.slice(0, 1_000) : 'unknown', delayMs);
  };

  const process = (claimed: Claimed): void => {
    const processing = handle(claimed.delivery)
      .then(
        () => deleteMessage(sql, claimed.seq),
        (error: unknown) => fail(claimed, error),
      )
      .catch((error: unknown) => logger.warn({ err: error, queue }, 'a message stays where it is'))
      .then(() => {
        underWay.delete(claimed.seq);
        wake();
      });
    underWay.set(claimed.seq, processing);
  };

  const look = async (): Promise<void> => {
    const isWoken = () => state.woken && !state.stopped;
    do {
      state.woken = false;
      const free = PREFETCH - underWay.size;
      if (free > 0)
        for (const claimed of await dueMessages(sql, queue, [...underWay.keys()], free)) process(claimed);
    } while (isWoken());
    // whoever is done wakes it
    if (underWay.size >= PREFETCH) return;
    const waitMs = await nextDueMs(sql, queue, [...underWay.keys()]);
    if (waitMs !== undefined && !state.stopped) timer = setTimeout(wake, Math.max(1, Math.ceil(waitMs)));
  };

  const wake = (): void => {
    state.woken = true;
    if (state.stopped || looking) return;
    clearTimeout(timer);
    looking = look()
      .catch((error: unknown) => {
        logger.warn({ err: error, queue }, 'the messages cannot be read');
        if (!state.stopped) timer = setTimeout(wake, TROUBLE_PAUSE_MS);
      })
      .finally(() => {
        looking = undefined;
        if (state.woken) wake();
      });
  };

  wake();
  return {
    wake,
    stop: async () => {
      state.stopped = true;
      clearTimeout(timer);
      await looking;
      await Promise.all(underWay.values());
    },
  };
}

import type { Logger } from '@arena/subgraph-kit';
import postgres from 'postgres';
import { RETRY_DELAYS_MS, type EventBus, type OutgoingMessage } from '../bus.ts';
import { inProcessRequests } from './in-process-requests.ts';
import {
  countMessages,
  createTable,
  insertMessages,
  reviveDead,
  selectDead,
  TAIL_CHANNEL,
  WAKE_CHANNEL,
} from './message-store.ts';
import { startWorker } from './worker.ts';

export type EmbeddedBusOptions = {
  /** a PostgreSQL database for the messages, which outlive the process there */
  databaseUrl: string;
  logger: Logger;
  retryDelaysMs?: readonly number[];
};

type Worker = ReturnType<typeof startWorker>;

/**
 * Opens the twin of RabbitMQ for an Arena in one process: messages are kept in PostgreSQL until they are
 * handled, and handed to the consumers of this process; requests stay in memory.
 */
export async function openEmbeddedBus(options: EmbeddedBusOptions): Promise<EventBus> {
  const { logger, retryDelaysMs = RETRY_DELAYS_MS } = options;
  const sql = postgres(options.databaseUrl, { max: 8, onnotice: () => {} });
  await createTable(sql);
  const workers = new Map<string, Worker>();
  const wakeAll = () => workers.forEach((worker) => worker.wake());
  // another process may put parked messages back
  const listening = await sql.listen(WAKE_CHANNEL, wakeAll);
  let closed = false;

  return {
    publish: async (messages) => {
      await insertMessages(sql, messages);
      wakeAll();
    },
    consume: async (queue, handle) => {
      const worker = startWorker({ sql, queue, handle, retryDelaysMs, logger });
      workers.set(queue, worker);
      return {
        stop: async () => {
          if (workers.get(queue) === worker) workers.delete(queue);
          await worker.stop();
        },
      };
    },
    ...inProcessRequests(),
    queues: async (consumer) =>
      (await countMessages(sql, consumer)).map((state) => ({
        ...state,
        consumers: workers.has(state.queue) ? 1 : 0,
      })),
    deadLetters: (queue, limit) => selectDead(sql, queue, limit),
    replay: (queue) => reviveDead(sql, queue),
    tail: async (show) => {
      const tailing = await sql.listen(TAIL_CHANNEL, (shown) => show(JSON.parse(shown) as OutgoingMessage));
      return { stop: () => tailing.unlisten() };
    },
    isConnected: () => !closed,
    close: async () => {
      closed = true;
      await listening.unlisten().catch(() => undefined);
      await sql.end({ timeout: 5 });
    },
  };
}

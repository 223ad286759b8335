import { inArray } from 'drizzle-orm';
import { outsideTraces, type Logger } from '@arena/subgraph-kit';
import type { EventBus, OutgoingMessage, Running } from '../bus.ts';
import type { OutboxTransaction } from './append.ts';
import { outbox } from './outbox-table.ts';

/** Messages taken over at a time. */
const BATCH = 200;

/** How soon a relay with messages in hand looks again whether the bus is back; that costs no statement. */
const AWAY_MS = 500;

export type Failpoint = (name: string) => void;

export type RelayOptions = {
  db: OutboxTransaction;
  bus: EventBus;
  logger: Logger;
  /** the safety net: how long until the table is looked at unasked */
  pollMs: number;
  failpoint: Failpoint;
  /** told of what was handed over */
  onPublished?: ((routingKeys: readonly string[]) => void) | undefined;
};

/**
 * Hands over the oldest messages that no other relay has in hand; they leave the table only once the bus has
 * confirmed them. Rows are claimed by their locks, never by a position, so that what commits late is not missed.
 * @returns how many were handed over
 */
async function relayBatch({ db, bus, failpoint, onPublished }: RelayOptions): Promise<number> {
  const published = await db.transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(outbox)
      .orderBy(outbox.id)
      .limit(BATCH)
      .for('update', { skipLocked: true });
    if (rows.length === 0) return [];
    const messages = rows.map(({ id, routingKey, payload, headers }): OutgoingMessage => ({
      id,
      routingKey,
      content: JSON.stringify(payload),
      headers,
    }));
    failpoint('after-commit-before-publish');
    await bus.publish(messages);
    failpoint('after-publish-before-mark');
    await tx.delete(outbox).where(
      inArray(
        outbox.id,
        rows.map(({ id }) => id),
      ),
    );
    return messages.map(({ routingKey }) => routingKey);
  });
  onPublished?.(published);
  return published.length;
}

/**
 * Starts a relay: it empties the outbox when woken and, as a safety net, every `pollMs`. Several may run on one
 * database. When the bus refuses, the messages stay and are tried again, at the latest at the next poll.
 */
export function startRelay(options: RelayOptions): Running & { wake: () => void } {
  const { logger, pollMs, bus } = options;
  const state = { stopped: false, woken: false };
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const isWoken = () => state.woken;
  const pauseMs = (): number => {
    if (!state.woken) return pollMs;
    return bus.isConnected() ? 0 : AWAY_MS;
  };
  const empty = async (): Promise<void> => {
    let more = true;
    while (more && !state.stopped && bus.isConnected()) {
      state.woken = false;
      more = (await relayBatch(options)) === BATCH || isWoken();
    }
  };
  const run = (): void => {
    clearTimeout(timer);
    running = empty()
      .catch((error: unknown) => logger.warn({ err: error }, 'the outbox is not emptied'))
      .finally(() => {
        running = undefined;
        if (!state.stopped) timer = setTimeout(run, pauseMs());
      });
  };
  // it goes on, in timers of its own, long after what has woken it
  const begin = () => outsideTraces(run);
  begin();
  return {
    wake: () => {
      state.woken = true;
      if (!state.stopped && running === undefined) begin();
    },
    stop: async () => {
      state.stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

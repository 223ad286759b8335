import type { Database, Logger, Metrics, Queryable } from '@arena/subgraph-kit';
import type { EventBus, Running } from '../bus.ts';
import { publishedCounter, watchOutbox } from '../metrics/outbox-metrics.ts';
import { startRelay, type Failpoint } from './relay.ts';

const POLL_MS = 5_000;

type Schema = Record<string, unknown>;

/** Runs a transaction; the events that it appends leave as soon as it has committed. */
export type Transact<S extends Schema> = <Result>(
  work: (tx: Queryable<S>) => Promise<Result>,
) => Promise<Result>;

export type OutboxOptions<S extends Schema> = {
  db: Database<S>;
  bus: EventBus;
  logger: Logger;
  /** where it is counted what leaves, and what waits */
  metrics?: Metrics | undefined;
  pollMs?: number;
  failpoint?: Failpoint | undefined;
};

/** Starts the relay of a subgraph's outbox, woken by each commit that goes through `transact`. */
export function startOutbox<S extends Schema>(
  options: OutboxOptions<S>,
): Running & { transact: Transact<S> } {
  const { db, bus, logger, metrics, pollMs = POLL_MS, failpoint = () => {} } = options;
  const onPublished = metrics && publishedCounter(metrics);
  const relay = startRelay({ db, bus, logger, pollMs, failpoint, onPublished });
  const unwatch = metrics && watchOutbox(db, metrics);
  return {
    transact: async (work) => {
      const result = await db.transaction(async (tx) => {
        const worked = await work(tx);
        failpoint('before-commit');
        return worked;
      });
      relay.wake();
      return result;
    },
    stop: async () => {
      unwatch?.();
      await relay.stop();
    },
  };
}

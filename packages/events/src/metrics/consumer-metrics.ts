import type { Metrics } from '@arena/subgraph-kit';
import { RETRY_DELAYS_MS, Unprocessable, type Delivery, type EventBus } from '../bus.ts';
import type { EventName } from '../catalogue/events.ts';

/** The broker is asked no more often than this: each queue is a round trip. */
const QUEUES = { keptMs: 15_000, timeoutMs: 2_000 };

type Handle = (delivery: Delivery) => Promise<void>;

/** Whether the bus parks a message that has failed in this way. */
const isParked = (error: unknown, { attempt }: Delivery): boolean =>
  error instanceof Unprocessable || attempt > RETRY_DELAYS_MS.length;

/** Has what a consumer handles counted, by event and what becomes of the message. */
export function countedHandling(metrics: Metrics): (event: EventName, handle: Handle) => Handle {
  const handled = metrics.counter({
    name: 'arena_events_handled_total',
    help: 'Messages that a consumer has tried, by event: handled, to be retried, or parked as dead letters.',
    labels: ['event', 'outcome'],
  });
  const durations = metrics.histogram({
    name: 'arena_event_handling_duration_seconds',
    help: 'How long the handling of a message took, whatever came of it.',
  });
  return (event, handle) => async (delivery) => {
    const startedAt = performance.now();
    try {
      await handle(delivery);
      handled.add([event, 'handled']);
    } catch (error) {
      handled.add([event, isParked(error, delivery) ? 'parked' : 'retried']);
      throw error;
    } finally {
      durations.observe((performance.now() - startedAt) / 1_000);
    }
  };
}

/** Tells what waits in the queues of a consumer, and what is parked. @returns a function that ends it */
export function watchQueues(consumer: string, bus: Pick<EventBus, 'queues'>, metrics: Metrics): () => void {
  const ready = metrics.gauge({
    name: 'arena_events_queue_messages',
    help: 'Messages that wait in a queue; all replicas tell the same.',
    labels: ['queue'],
  });
  const dead = metrics.gauge({
    name: 'arena_events_dead_letters',
    help: 'Messages of a queue that are parked; all replicas tell the same.',
    labels: ['queue'],
  });
  const read = async (): Promise<void> => {
    ready.clear();
    dead.clear();
    for (const state of await bus.queues(consumer)) {
      ready.set(state.ready, [state.queue]);
      dead.set(state.dead, [state.queue]);
    }
  };
  return metrics.read('queues', read, QUEUES);
}

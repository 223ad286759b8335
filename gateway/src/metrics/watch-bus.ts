import { countedHandling, watchQueues, type EventBus, type EventName } from '@arena/events';
import type { Metrics } from '@arena/subgraph-kit';
import type { GatewayBus } from '../adapters.ts';

const CONSUMER = 'gateway';

/** The bus with what gateways are told counted, and what waits for them told. */
export function watchBus(bus: GatewayBus, metrics: Metrics): Pick<EventBus, 'consume'> {
  const counted = countedHandling(metrics);
  if (bus.queues) watchQueues(CONSUMER, { queues: bus.queues }, metrics);
  return {
    consume: (queue, handle) =>
      bus.consume(queue, counted(queue.slice(CONSUMER.length + 1) as EventName, handle)),
  };
}

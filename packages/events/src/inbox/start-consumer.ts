import type { Logger, Metrics, Queryable } from '@arena/subgraph-kit';
import { stopAll, type Delivery, type EventBus, type MessageHeaders, type Running } from '../bus.ts';
import { CONSUMERS, queueName, type ConsumedBy, type ConsumerName } from '../catalogue/consumers.ts';
import type { EventName, EventPayload } from '../catalogue/events.ts';
import { countedHandling, watchQueues } from '../metrics/consumer-metrics.ts';
import type { OutboxTransaction } from '../outbox/append.ts';
import type { Failpoint } from '../outbox/relay.ts';
import type { Transact } from '../outbox/start-outbox.ts';
import { forgetHandled } from './forget-handled.ts';
import { inbox } from './inbox-table.ts';
import { parseDelivery } from './parse-delivery.ts';

type Schema = Record<string, unknown>;

/** What a handler may return: something to do once its effect is committed. */
export type AfterCommit = () => void | Promise<void>;

/** Handles one kind of event within the transaction that also remembers the message, by its id. */
export type EventHandler<S extends Schema, Name extends EventName> = (
  tx: Queryable<S>,
  payload: EventPayload<Name>,
  headers: MessageHeaders,
  messageId: string,
) => Promise<AfterCommit | void>;

/** A handler for every event that a consumer is told of. */
export type EventHandlers<S extends Schema, Consumer extends ConsumerName> = {
  [Name in ConsumedBy<Consumer>]: EventHandler<S, Name>;
};

export type ConsumerOptions<S extends Schema, Consumer extends ConsumerName> = {
  consumer: Consumer;
  handlers: EventHandlers<S, Consumer>;
  bus: EventBus;
  transact: Transact<S>;
  logger: Logger;
  /** where it is counted what is handled, and what waits */
  metrics?: Metrics | undefined;
  failpoint?: Failpoint | undefined;
  /** how often what was handled long ago is forgotten */
  forgetEveryMs?: number | undefined;
};

/** Remembers a message; false when its effect is here already. */
async function isNew(tx: OutboxTransaction, messageId: string, key: string): Promise<boolean> {
  const remembered = await tx
    .insert(inbox)
    .values({ messageId, routingKey: key })
    .onConflictDoNothing()
    .returning({ messageId: inbox.messageId });
  return remembered.length > 0;
}

/**
 * Has a subgraph told of its events. Each message is parsed by the catalogue; then one transaction holds both
 * the memory of the message and the handler's effect, so that the effect is there once however often the
 * message comes.
 */
export async function startConsumer<S extends Schema, Consumer extends ConsumerName>(
  options: ConsumerOptions<S, Consumer>,
): Promise<Running> {
  const { consumer, handlers, bus, transact, logger, metrics, failpoint = () => {}, forgetEveryMs } = options;

  const handle = async (name: ConsumedBy<Consumer>, delivery: Delivery): Promise<void> => {
    const { id, payload } = parseDelivery(name, delivery);
    const afterCommit = await transact(async (tx) => {
      if (!(await isNew(tx, id, delivery.routingKey))) return undefined;
      return handlers[name](tx, payload, delivery.headers, id);
    });
    failpoint('after-handler-commit-before-ack');
    await Promise.resolve(afterCommit?.()).catch((error: unknown) => {
      logger.warn({ err: error, event: name }, 'what follows the handling of an event failed');
    });
  };

  const names = CONSUMERS[consumer] as readonly ConsumedBy<Consumer>[];
  const counted = metrics && countedHandling(metrics);
  const running = await Promise.all(
    names.map((name) => {
      const handleOne = (delivery: Delivery) => handle(name, delivery);
      return bus.consume(queueName(consumer, name), counted?.(name, handleOne) ?? handleOne);
    }),
  );
  const unwatch = metrics && watchQueues(consumer, bus, metrics);
  const forgetting = forgetHandled(transact, logger, forgetEveryMs);
  return {
    stop: async () => {
      unwatch?.();
      await stopAll([...running, forgetting]).stop();
    },
  };
}

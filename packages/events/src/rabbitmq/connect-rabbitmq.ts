import type { Logger } from '@arena/subgraph-kit';
import { RETRY_DELAYS_MS, type EventBus, type OutgoingMessage } from '../bus.ts';
import { subscriptionsOf, type ConsumerName } from '../catalogue/consumers.ts';
import { consumeQueue } from './consume.ts';
import { queueStates, replayDeadLetters, showDeadLetters } from './dead-letters.ts';
import { openLink, watch, type Link, type LinkOptions } from './link.ts';
import { publishOptions } from './message-properties.ts';
import { brokerNames } from './names.ts';
import { openPublisher } from './publisher.ts';
import { openRequests, serveQueue } from './requests.ts';
import { tailEvents } from './tail.ts';
import { declareTopology, openChannels } from './topology.ts';

export type RabbitMqOptions = LinkOptions & {
  url: string;
  /** begins every name on the broker, so that several Arenas can share one */
  prefix: string;
  logger: Logger;
  retryDelaysMs?: readonly number[];
  /** whose queues there are; what others would be told is told to nobody */
  consumers?: readonly ConsumerName[] | undefined;
};

/**
 * Connects the event bus to RabbitMQ, declares its topology, and stays connected.
 * @throws when the broker cannot be reached
 */
export async function connectRabbitMq(options: RabbitMqOptions): Promise<EventBus> {
  const link = await openLink(options.url, options.logger, options);
  try {
    return await busOver(link, options);
  } catch (error) {
    await link.close();
    throw error;
  }
}

async function busOver(link: Link, options: RabbitMqOptions): Promise<EventBus> {
  const { logger, retryDelaysMs = RETRY_DELAYS_MS } = options;
  const names = brokerNames(options.prefix);
  const subscriptions = subscriptionsOf(options.consumers);
  const consumed = new Set<string>(subscriptions.map(({ event }) => event));
  /** Whether some queue is bound to an event, so that a message of it must not get lost. */
  const isConsumed = (routingKey: string): boolean =>
    consumed.has(routingKey.slice(0, routingKey.lastIndexOf('.')));
  await link.attach(async (model) => {
    const channels = (await openChannels(model)).map((channel) => watch(channel, logger));
    await declareTopology(channels, names, retryDelaysMs, subscriptions);
    await Promise.all(channels.map((channel) => channel.close()));
  });
  const publisher = await openPublisher(link, logger);
  const request = await openRequests(link, names, logger);
  const parts = { link, publisher, names, subscriptions, retryDelaysMs, logger };

  const publishOne = ({ id, routingKey, content, headers }: OutgoingMessage): Promise<void> =>
    publisher.publish(names.events, routingKey, Buffer.from(content), {
      ...publishOptions(id, headers),
      mandatory: isConsumed(routingKey),
    });

  return {
    publish: async (messages) => {
      const results = await Promise.allSettled(messages.map(publishOne));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason as Error;
    },
    consume: (queue, handle) => consumeQueue(parts, queue, handle),
    request,
    serve: (name, handle) => serveQueue(parts, name, handle),
    queues: (consumer) => queueStates(parts, consumer),
    deadLetters: (queue, limit) => showDeadLetters(parts, queue, limit),
    replay: (queue) => replayDeadLetters(parts, queue),
    tail: (show) => tailEvents(parts, show),
    isConnected: link.isConnected,
    close: link.close,
  };
}

import type { Logger } from '@arena/subgraph-kit';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { PREFETCH, Unprocessable, type Delivery, type Running } from '../bus.ts';
import { watch, type Link } from './link.ts';
import { deliveryOf, setAsideOptions } from './message-properties.ts';
import type { BrokerNames } from './names.ts';
import type { Publisher } from './publisher.ts';

export type ConsumeOptions = {
  link: Link;
  publisher: Publisher;
  names: BrokerNames;
  retryDelaysMs: readonly number[];
  logger: Logger;
};

/** Sets a failed message aside, where it waits for its next try or is parked. */
async function setAside(
  options: ConsumeOptions,
  queue: string,
  delivery: Delivery,
  error: unknown,
): Promise<void> {
  const { publisher, names, retryDelaysMs, logger } = options;
  const delayMs = error instanceof Unprocessable ? undefined : retryDelaysMs[delivery.attempt - 1];
  // confirmed, and still lost, if no queue took it
  const properties = { ...setAsideOptions(delivery, error, new Date()), mandatory: true };
  const content = Buffer.from(delivery.content);
  const about = { err: error, queue, messageId: delivery.id, attempt: delivery.attempt };
  if (delayMs === undefined) {
    logger.error(about, 'a message is parked');
    return publisher.publish('', names.dead(queue), content, properties);
  }
  logger.warn(about, 'a message is tried again later');
  return publisher.publish(names.retry(delayMs), names.queue(queue), content, properties);
}

/** Handles the messages of one queue on a channel of its own. */
export async function consumeQueue(
  options: ConsumeOptions,
  queue: string,
  handle: (delivery: Delivery) => Promise<void>,
): Promise<Running> {
  const { link, names, logger } = options;
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let channel: Channel | undefined;
  let consumerTag = '';

  const process = async (from: Channel, message: ConsumeMessage): Promise<void> => {
    const delivery = deliveryOf(message);
    try {
      await handle(delivery).catch((error: unknown) => setAside(options, queue, delivery, error));
      from.ack(message);
    } catch (error) {
      // neither handled nor set aside, or its channel is gone: the broker hands it out again
      logger.warn({ err: error, queue, messageId: delivery.id }, 'a message stays unacknowledged');
      if (channel === from) from.nack(message);
    }
  };

  const detach = await link.attach(async (model: ChannelModel) => {
    if (stopped) return;
    const opened = watch(await model.createChannel(), logger);
    channel = opened;
    opened.once('error', link.renew);
    opened.once('close', () => {
      if (channel === opened) channel = undefined;
    });
    await opened.prefetch(PREFETCH);
    const consumer = await opened.consume(names.queue(queue), (message) => {
      // without a message: the broker has ended this consumer, its queue being gone
      if (!message) return link.renew();
      const processing = process(opened, message).finally(() => underWay.delete(processing));
      underWay.add(processing);
    });
    consumerTag = consumer.consumerTag;
  });

  return {
    stop: async () => {
      stopped = true;
      detach();
      await channel?.cancel(consumerTag).catch(() => undefined);
      await Promise.all(underWay);
      await channel?.close().catch(() => undefined);
    },
  };
}

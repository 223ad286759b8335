import type { Channel, ChannelModel } from 'amqplib';
import type { Subscription } from '../catalogue/consumers.ts';
import type { BrokerNames } from './names.ts';

/**
 * How often a quorum queue hands out a message whose consumer dies before it parks it itself. RabbitMQ 3 has no
 * limit by default and RabbitMQ 4 has 20, so it is set.
 */
const DELIVERY_LIMIT = 20;

/** Parked messages may be looked at any number of times. */
const NO_LIMIT = 1_000_000;

// a quorum queue loses nothing on its way to a dead-letter exchange only with both of these
const SAFE_DEAD_LETTERING = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };

async function declareSubscription(
  channel: Channel,
  names: BrokerNames,
  queue: string,
  event: string,
): Promise<void> {
  await channel.assertQueue(names.dead(queue), {
    durable: true,
    arguments: { 'x-queue-type': 'quorum', 'x-delivery-limit': NO_LIMIT },
  });
  await channel.assertQueue(names.queue(queue), {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': names.dead(queue),
      ...SAFE_DEAD_LETTERING,
    },
  });
  // every version: the consumer parks at once those it does not know
  await channel.bindQueue(names.queue(queue), names.events, `${event}.*`);
}

/**
 * A message to be tried again is published to the exchange of its delay with its queue's name as routing key.
 * It waits in the queue behind and, its time over, goes back by that very name through the default exchange.
 */
async function declareRetry(channel: Channel, names: BrokerNames, delayMs: number): Promise<void> {
  const name = names.retry(delayMs);
  await channel.assertExchange(name, 'fanout', { durable: true });
  await channel.assertQueue(name, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-message-ttl': delayMs,
      'x-dead-letter-exchange': '',
      ...SAFE_DEAD_LETTERING,
    },
  });
  await channel.bindQueue(name, name, '');
}

/** A channel does one thing after the other, and a queue takes its time to be made or deleted. */
const CHANNELS = 8;

/** Opens the channels on which a topology is declared or deleted. */
export const openChannels = (connection: ChannelModel): Promise<Channel[]> =>
  Promise.all(Array.from({ length: CHANNELS }, () => connection.createChannel()));

/** Does something for each item, on as many channels at a time as there are. */
async function forEach<Item>(
  channels: readonly Channel[],
  items: readonly Item[],
  work: (channel: Channel, item: Item) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    channels.map(async (channel) => {
      for (const item of left) await work(channel, item);
    }),
  );
}

/** Declares everything that these subscriptions ask for: the exchange, a queue each, the retry queues. */
export async function declareTopology(
  channels: readonly Channel[],
  names: BrokerNames,
  retryDelaysMs: readonly number[],
  subscriptions: readonly Subscription[],
): Promise<void> {
  await channels[0]?.assertExchange(names.events, 'topic', { durable: true });
  await forEach(channels, retryDelaysMs, (channel, delayMs) => declareRetry(channel, names, delayMs));
  await forEach(channels, subscriptions, (channel, { queue, event }) =>
    declareSubscription(channel, names, queue, event),
  );
}

/** Takes everything down again: for tests on a shared broker. */
export async function deleteTopology(
  channels: readonly Channel[],
  names: BrokerNames,
  retryDelaysMs: readonly number[],
  subscriptions: readonly Subscription[],
): Promise<void> {
  await forEach(channels, subscriptions, async (channel, { queue }) => {
    await channel.deleteQueue(names.queue(queue));
    await channel.deleteQueue(names.dead(queue));
  });
  await forEach(channels, retryDelaysMs, async (channel, delayMs) => {
    await channel.deleteQueue(names.retry(delayMs));
    await channel.deleteExchange(names.retry(delayMs));
  });
  await channels[0]?.deleteExchange(names.events);
}

import type { Channel, ChannelModel } from 'amqplib';
import type { Logger } from '@arena/subgraph-kit';
import type { DeadLetter, QueueState } from '../bus.ts';
import type { Subscription } from '../catalogue/consumers.ts';
import { watch, type Link } from './link.ts';
import { deadLetterOf, replayOptions } from './message-properties.ts';
import type { BrokerNames } from './names.ts';
import type { Publisher } from './publisher.ts';

type Options = {
  link: Link;
  names: BrokerNames;
  subscriptions: readonly Subscription[];
  publisher: Publisher;
  logger: Logger;
};

/** Works on a channel that is closed afterwards: what it took and did not acknowledge goes back. */
async function onChannel<T>({ link, logger }: Options, work: (channel: Channel) => Promise<T>): Promise<T> {
  const opened: { model?: ChannelModel } = {};
  const detach = await link.attach(async (model) => void (opened.model = model));
  detach();
  if (!opened.model) throw new Error('Not connected to the broker');
  const channel = watch(await opened.model.createChannel(), logger);
  try {
    return await work(channel);
  } finally {
    await channel.close().catch(() => undefined);
  }
}

export const queueStates = (options: Options, ofConsumer?: string): Promise<QueueState[]> =>
  onChannel(options, async (channel) => {
    const states: QueueState[] = [];
    for (const { queue, consumer } of options.subscriptions) {
      if (ofConsumer !== undefined && consumer !== ofConsumer) continue;
      const { messageCount, consumerCount } = await channel.checkQueue(options.names.queue(queue));
      const dead = await channel.checkQueue(options.names.dead(queue));
      states.push({ queue, ready: messageCount, dead: dead.messageCount, consumers: consumerCount });
    }
    return states;
  });

export const showDeadLetters = (options: Options, queue: string, limit: number): Promise<DeadLetter[]> =>
  onChannel(options, async (channel) => {
    const letters: DeadLetter[] = [];
    while (letters.length < limit) {
      const message = await channel.get(options.names.dead(queue));
      if (!message) break;
      letters.push(deadLetterOf(message));
    }
    return letters;
  });

export const replayDeadLetters = (options: Options, queue: string): Promise<number> =>
  onChannel(options, async (channel) => {
    const { names, publisher } = options;
    // those there are now: one that dies again meanwhile is not put back for ever
    const { messageCount } = await channel.checkQueue(names.dead(queue));
    let replayed = 0;
    while (replayed < messageCount) {
      const message = await channel.get(names.dead(queue));
      if (!message) break;
      await publisher.publish('', names.queue(queue), message.content, {
        ...replayOptions(message),
        mandatory: true,
      });
      channel.ack(message);
      replayed += 1;
    }
    return replayed;
  });

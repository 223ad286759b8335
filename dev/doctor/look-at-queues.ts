import { brokerNames, type QueueState, type Subscription } from '@arena/events';
import type { Channel, ChannelModel } from 'amqplib';
import type { QueueSeen } from './queues.ts';

/** Round trips to a broker far away are made side by side. */
const CHANNELS = 8;

const isNotFound = (error: unknown): boolean => (error as { code?: unknown }).code === 404;

async function openChannel(connection: ChannelModel): Promise<Channel> {
  const channel = await connection.createChannel();
  channel.on('error', () => {});
  return channel;
}

/** Looks at queues on the broker without declaring any. */
export async function lookAtQueues(
  connection: ChannelModel,
  prefix: string,
  subscriptions: readonly Subscription[],
): Promise<QueueSeen[]> {
  const names = brokerNames(prefix);
  const left = subscriptions.values();
  const seen = new Map<string, QueueState>();

  const lookAtNext = async (): Promise<void> => {
    let channel = await openChannel(connection);
    for (const { queue } of left) {
      try {
        const { messageCount, consumerCount } = await channel.checkQueue(names.queue(queue));
        const { messageCount: dead } = await channel.checkQueue(names.dead(queue));
        seen.set(queue, { queue, ready: messageCount, dead, consumers: consumerCount });
      } catch (error) {
        if (!isNotFound(error)) throw error;
        // the broker has closed it for asking
        channel = await openChannel(connection);
      }
    }
    await channel.close();
  };
  await Promise.all(Array.from({ length: CHANNELS }, lookAtNext));
  return subscriptions.map(({ queue, consumer }) => ({ queue, consumer, state: seen.get(queue) }));
}

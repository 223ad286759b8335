import type { Logger } from '@arena/subgraph-kit';
import type { Channel } from 'amqplib';
import type { OutgoingMessage, Running } from '../bus.ts';
import { watch, type Link } from './link.ts';
import { deliveryOf } from './message-properties.ts';
import type { BrokerNames } from './names.ts';

/** Shows every event published from now on, through a queue that goes with its channel. */
export async function tailEvents(
  { link, names, logger }: { link: Link; names: BrokerNames; logger: Logger },
  show: (message: OutgoingMessage) => void,
): Promise<Running> {
  let channel: Channel | undefined;
  const detach = await link.attach(async (model) => {
    channel = watch(await model.createChannel(), logger);
    const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
    await channel.bindQueue(queue, names.events, '#');
    await channel.consume(
      queue,
      (message) => {
        if (!message) return;
        const { id, routingKey, content, headers } = deliveryOf(message);
        show({ id: id ?? '', routingKey, content, headers });
      },
      { noAck: true },
    );
  });
  return {
    stop: async () => {
      detach();
      await channel?.close().catch(() => undefined);
    },
  };
}

import { newId, SubgraphUnavailable, type Logger } from '@arena/subgraph-kit';
import type { Channel, ConsumeMessage } from 'amqplib';
import { PREFETCH, type EventBus, type MessageHeaders, type Running } from '../bus.ts';
import { watch, type Link } from './link.ts';
import { headersOf, publishOptions } from './message-properties.ts';
import type { BrokerNames } from './names.ts';

/** RabbitMQ's own pseudo-queue: an answer goes straight to the channel that asked. */
const DIRECT_REPLY_TO = 'amq.rabbitmq.reply-to';

/** How soon a request that found nobody is put again, in case its replier is just starting. */
const REPEAT_MS = 100;

/** Opens the asking side of request/reply. */
export async function openRequests(
  link: Link,
  names: BrokerNames,
  logger: Logger,
): Promise<EventBus['request']> {
  let channel: Channel | undefined;
  const waiting = new Map<string, { answer: (content: string) => void; unheard: () => void }>();

  await link.attach(async (model) => {
    const opened = watch(await model.createChannel(), logger);
    opened.once('error', link.renew);
    opened.once('close', () => {
      if (channel === opened) channel = undefined;
    });
    opened.on('return', (message: { properties: { correlationId?: string } }) => {
      waiting.get(message.properties.correlationId ?? '')?.unheard();
    });
    await opened.consume(
      DIRECT_REPLY_TO,
      (message) => {
        const id = message?.properties.correlationId as string | undefined;
        if (message) waiting.get(id ?? '')?.answer(message.content.toString('utf8'));
      },
      { noAck: true },
    );
    channel = opened;
  });

  return (name, content, { timeoutMs, headers }) =>
    new Promise((resolve, reject) => {
      const correlationId = newId();
      const deadline = Date.now() + timeoutMs;
      let repeat: NodeJS.Timeout | undefined;
      const end = () => {
        clearTimeout(timer);
        clearTimeout(repeat);
        waiting.delete(correlationId);
      };
      const timer = setTimeout(() => {
        end();
        reject(new SubgraphUnavailable(name.split('.')[0] as string));
      }, timeoutMs);
      const put = () => {
        const unheard = () => void (repeat = setTimeout(put, REPEAT_MS));
        if (!channel) return unheard();
        waiting.set(correlationId, {
          answer: (answer) => {
            end();
            resolve(answer);
          },
          unheard,
        });
        try {
          channel.publish('', names.requests(name), Buffer.from(content), {
            ...publishOptions(undefined, headers),
            correlationId,
            replyTo: DIRECT_REPLY_TO,
            mandatory: true,
            // nobody waits for the answer after the deadline
            expiration: Math.max(1, deadline - Date.now()),
          });
        } catch {
          // its channel is just closing
          unheard();
        }
      };
      put();
    });
}

/** Answers the requests of one name; several processes share them. */
export async function serveQueue(
  { link, names, logger }: { link: Link; names: BrokerNames; logger: Logger },
  name: string,
  handle: (content: string, headers: MessageHeaders) => Promise<string>,
): Promise<Running> {
  const underWay = new Set<Promise<void>>();
  let stopped = false;
  let channel: Channel | undefined;
  let consumerTag = '';

  const answer = async (from: Channel, message: ConsumeMessage): Promise<void> => {
    const content = await handle(message.content.toString('utf8'), headersOf(message));
    if (channel !== from) return;
    from.sendToQueue(message.properties.replyTo as string, Buffer.from(content), {
      correlationId: message.properties.correlationId as string,
    });
    from.ack(message);
  };

  const detach = await link.attach(async (model) => {
    if (stopped) return;
    const opened = watch(await model.createChannel(), logger);
    opened.once('error', link.renew);
    opened.once('close', () => {
      if (channel === opened) channel = undefined;
    });
    channel = opened;
    await opened.prefetch(PREFETCH);
    await opened.assertQueue(names.requests(name), { durable: true, autoDelete: true });
    const consumer = await opened.consume(names.requests(name), (message) => {
      if (!message) return link.renew();
      const answering = answer(opened, message)
        .catch((error: unknown) => logger.error({ err: error, request: name }, 'a request is not answered'))
        .finally(() => underWay.delete(answering));
      underWay.add(answering);
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

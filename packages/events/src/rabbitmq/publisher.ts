import type { ConfirmChannel, Options } from 'amqplib';
import type { Logger } from '@arena/subgraph-kit';
import { watch, type Link } from './link.ts';

/** How long the broker may take to confirm. */
const CONFIRM_TIMEOUT_MS = 10_000;

export type Publisher = {
  /**
   * Publishes one message and waits for the broker to confirm it.
   * @throws when it is not confirmed, or, being mandatory, reached no queue
   */
  publish: (exchange: string, routingKey: string, content: Buffer, options: Options.Publish) => Promise<void>;
};

/** Publishes with confirms on a channel of its own. */
export async function openPublisher(link: Link, logger: Logger): Promise<Publisher> {
  let channel: ConfirmChannel | undefined;
  /** ids of messages that came back; the broker returns a message before it confirms it */
  const returned = new Set<string>();

  await link.attach(async (model) => {
    const opened = watch(await model.createConfirmChannel(), logger);
    opened.on('return', (message: { properties: { messageId?: string } }) => {
      returned.add(message.properties.messageId ?? '');
    });
    opened.once('error', link.renew);
    opened.once('close', () => {
      if (channel === opened) channel = undefined;
    });
    channel = opened;
  });

  return {
    publish: (exchange, routingKey, content, options) =>
      new Promise((resolve, reject) => {
        if (!channel) throw new Error('Not connected to the broker');
        const timer = setTimeout(() => reject(new Error('The broker does not confirm')), CONFIRM_TIMEOUT_MS);
        const onAnswer = (error: unknown) => {
          clearTimeout(timer);
          if (error) reject(error instanceof Error ? error : new Error('The broker refused a message'));
          else if (returned.delete(options.messageId ?? ''))
            reject(new Error(`No queue takes ${routingKey}`));
          else resolve();
        };
        try {
          channel.publish(exchange, routingKey, content, { persistent: true, ...options }, onAnswer);
        } catch (error) {
          // its channel is just closing
          onAnswer(error);
        }
      }),
  };
}

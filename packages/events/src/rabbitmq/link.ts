import type { Logger } from '@arena/subgraph-kit';
import { connect, type Channel, type ChannelModel, type RecoveringChannelModel } from 'amqplib';

/** Something that lives on a connection and is made anew after each reconnection. */
export type Attachment = (model: ChannelModel) => Promise<void>;

export type Link = {
  /** Makes it now, and again after each reconnection, until detached. */
  attach: (attachment: Attachment) => Promise<() => void>;
  isConnected: () => boolean;
  /** Gives the connection up, for the next one: when a part of it has died and would be missing for good. */
  renew: () => void;
  close: () => Promise<void>;
};

export type LinkOptions = {
  /** how often a first connection is tried again before it is given up */
  initialRetries?: number | undefined;
  /** how long the broker may say nothing while a connection is made, in ms */
  silenceMs?: number | undefined;
};

/** How often a first connection is tried again before the start fails, where nothing else is said. */
const INITIAL_RETRIES = 10;

/** A broker that takes a connection and says nothing for longer is as good as away, in ms. */
const SILENCE_MS = 5_000;

/** A channel without these listeners takes the process down with it. */
export function watch<C extends Channel>(channel: C, logger: Logger): C {
  channel.on('error', (error: unknown) => logger.warn({ err: error }, 'a channel of the broker failed'));
  channel.on('handler-error', (error: unknown) =>
    logger.error({ err: error }, 'a listener on a channel failed'),
  );
  return channel;
}

/**
 * Connects to RabbitMQ and stays connected, by amqplib's own recovery: whatever is attached is made anew each
 * time, in the order of attaching.
 * @throws when no first connection can be made
 */
export async function openLink(
  url: string,
  logger: Logger,
  { initialRetries = INITIAL_RETRIES, silenceMs = SILENCE_MS }: LinkOptions = {},
): Promise<Link> {
  const attachments = new Set<Attachment>();
  let current: ChannelModel | undefined;

  const connection: RecoveringChannelModel = await connect(url, {
    timeout: silenceMs,
    recovery: {
      initialDelay: 100,
      maxDelay: 2_000,
      initialMaxRetries: initialRetries,
      setup: async (model: ChannelModel) => {
        for (const attachment of attachments) await attachment(model);
        current = model;
      },
    },
  });
  connection.on('disconnect', (error) => {
    current = undefined;
    logger.warn({ err: error }, 'the broker is gone, reconnecting');
  });
  connection.on('connect', () => logger.info('connected to the broker'));
  connection.on('handler-error', (error: unknown) =>
    logger.error({ err: error }, 'a listener on the broker failed'),
  );
  connection.on('error', (error: unknown) =>
    logger.warn({ err: error }, 'the connection to the broker failed'),
  );

  return {
    attach: async (attachment) => {
      attachments.add(attachment);
      const model = current;
      await (model && attachment(model))?.catch((error: unknown) => {
        // lost meanwhile: then it is made with the next connection
        if (current === model) throw error;
      });
      return () => void attachments.delete(attachment);
    },
    isConnected: () => current !== undefined,
    renew: () => {
      // closing already, if it fails
      current?.close().catch(() => undefined);
    },
    close: () => connection.close(),
  };
}

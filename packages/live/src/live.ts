import type { Logger } from '@arena/subgraph-kit';
import type { PubSubEngine } from 'graphql-subscriptions';
import { LatestQueue } from './latest-queue.ts';
import type { Topic } from './topic.ts';

/** Tells whoever listens at this moment: over Redis, or within one process by its twin. */
export type Live = {
  /** Hands a payload on. It never throws and never waits: the payload is lost where nobody listens or Redis is away. */
  publish: <Payload>(topic: Topic<Payload>, key: string, payload: Payload) => void;
  /** As publish, for who must know: whether it was handed on. It takes no longer than a publish may; it never rejects. */
  send: <Payload>(topic: Topic<Payload>, key: string, payload: Payload) => Promise<boolean>;
  /** Resolves once it listens. What is not as the topic says is dropped and logged. */
  subscribe: <Payload>(topic: Topic<Payload>, key: string) => Promise<LatestQueue<Payload>>;
  /** Ends what still listens, and lets go of the connections. */
  close: () => Promise<void>;
};

/** How many updates may wait for one listener; a later one says all that an earlier one did. */
const CAPACITY = 100;

export type LiveOptions = {
  engine: Pick<PubSubEngine, 'publish' | 'subscribe' | 'unsubscribe'>;
  /** what the name of every channel begins with */
  prefix: string;
  logger: Logger;
  disconnect: () => Promise<void>;
};

/** Live updates over one way or another of carrying them. */
export function liveOver({ engine, prefix, logger, disconnect }: LiveOptions): Live {
  const listening = new Set<{ end: () => void }>();
  const starting = new Set<() => void>();
  let isClosed = false;
  let isLosing = false;

  const channelOf = ({ name }: { name: string }, key: string) => `${prefix}live:${name}:${key}`;

  const send: Live['send'] = async (topic, key, payload) => {
    try {
      await engine.publish(channelOf(topic, key), payload);
      isLosing = false;
      return true;
    } catch (error) {
      // told once of all that are lost in a row
      if (!isLosing) logger.warn({ err: error, topic: topic.name }, 'live updates are lost');
      isLosing = true;
      return false;
    }
  };

  return {
    publish: (topic, key, payload) => void send(topic, key, payload),
    send,

    subscribe: <Payload>(topic: Topic<Payload>, key: string) =>
      new Promise<LatestQueue<Payload>>((resolve, reject) => {
        const giveUp = () => reject(new Error('Live updates have ended'));
        if (isClosed) return giveUp();
        const channel = channelOf(topic, key);
        let subscription: number;
        const queue = new LatestQueue<Payload>({
          capacity: CAPACITY,
          onClose: () => {
            listening.delete(queue);
            engine.unsubscribe(subscription);
          },
        });
        const take = (message: unknown) => {
          const parsed = topic.schema.safeParse(message);
          if (parsed.success) return queue.push(parsed.data);
          logger.warn(
            { err: parsed.error, channel },
            'a live update is not as its topic says; it is dropped',
          );
        };
        starting.add(giveUp);
        engine
          .subscribe(channel, take, {})
          .then((id) => {
            subscription = id;
            listening.add(queue);
            if (isClosed) queue.end();
            resolve(queue);
          }, reject)
          .finally(() => starting.delete(giveUp));
      }),

    close: async () => {
      if (isClosed) return;
      isClosed = true;
      for (const giveUp of starting) giveUp();
      for (const queue of listening) queue.end();
      await disconnect();
    },
  };
}

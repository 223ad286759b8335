import { setTimeout } from 'node:timers/promises';
import type { EventBus, Running } from '@arena/events';
import type { Logger } from '@arena/subgraph-kit';

/** How long after an attempt that failed the next is made. */
const RETRY_MS = 1_000;

const pause = (signal: AbortSignal) => setTimeout(RETRY_MS, undefined, { signal }).catch(() => {});

/** A bus that is being connected to, by how many it is used, and what of theirs is still to end. */
type Shared = {
  bus: Promise<EventBus | undefined>;
  giveUp: AbortController;
  users: number;
  ending: Promise<void>[];
};

/**
 * The part of a bus that the gateway takes, which need not be there yet: it is served without, and messages wait in
 * their queues until it is. All consumers share one connection. The log tells once that it is away and once that it is
 * there.
 */
export function busInTime(
  connect: () => Promise<EventBus>,
  logger: Logger,
): Pick<EventBus, 'consume' | 'queues'> {
  let shared: Shared | undefined;
  let connected: EventBus | undefined;

  /** @returns undefined when it was given up */
  async function connectInTime(signal: AbortSignal): Promise<EventBus | undefined> {
    let isAway = false;
    while (!signal.aborted) {
      try {
        const bus = await connect();
        if (isAway) logger.info('RabbitMQ is there');
        connected = bus;
        return bus;
      } catch (error) {
        if (!isAway) logger.warn({ err: error }, 'RabbitMQ is away; going on without it');
        isAway = true;
        await pause(signal);
      }
    }
    return undefined;
  }

  function use(): Shared {
    if (!shared) {
      const giveUp = new AbortController();
      shared = { bus: connectInTime(giveUp.signal), giveUp, users: 0, ending: [] };
    }
    shared.users += 1;
    return shared;
  }

  /** Closes the connection once the last has left who used it. */
  async function leave(used: Shared): Promise<void> {
    used.users -= 1;
    if (used.users > 0) return;
    shared = undefined;
    used.giveUp.abort();
    await Promise.all(used.ending);
    connected = undefined;
    await (await used.bus)?.close();
  }

  return {
    queues: async (consumer) => {
      if (!connected) throw new Error('RabbitMQ is away');
      return connected.queues(consumer);
    },
    consume: async (queue, handle) => {
      const used = use();
      const stopping = new AbortController();
      const { signal } = stopping;

      async function attach(): Promise<Running | undefined> {
        const bus = await used.bus;
        while (bus && !signal.aborted) {
          try {
            return await bus.consume(queue, handle);
          } catch (error) {
            logger.debug({ err: error, queue }, 'not consumed yet');
            await pause(signal);
          }
        }
        return undefined;
      }
      const attached = attach();

      return {
        stop: async () => {
          stopping.abort();
          used.ending.push(attached.then((consumer) => consumer?.stop()));
          await leave(used);
        },
      };
    },
  };
}

import { setTimeout } from 'node:timers/promises';
import type { EventBus, Running } from '@arena/events';
import type { Logger } from '@arena/subgraph-kit';

/** How long after an attempt that failed the next is made. */
const RETRY_MS = 1_000;

/**
 * The part of a bus that the gateway takes, which need not be there yet: it is served without, and messages wait in
 * their queue until it is. The log tells once that it is away and once that it is there.
 */
export function busInTime(connect: () => Promise<EventBus>, logger: Logger): Pick<EventBus, 'consume'> {
  return {
    consume: async (queue, handle) => {
      const stopping = new AbortController();
      const { signal } = stopping;
      let consumer: Running | undefined;

      const attach = async (): Promise<void> => {
        const bus = await connect();
        try {
          const { stop } = await bus.consume(queue, handle);
          consumer = { stop: () => stop().finally(bus.close) };
        } catch (error) {
          await bus.close();
          throw error;
        }
      };

      const attachInTime = async (): Promise<void> => {
        let isAway = false;
        while (!consumer && !signal.aborted) {
          try {
            await attach();
            if (isAway) logger.info('RabbitMQ is there');
          } catch (error) {
            if (!isAway) logger.warn({ err: error }, 'RabbitMQ is away; going on without it');
            isAway = true;
            await setTimeout(RETRY_MS, undefined, { signal }).catch(() => {});
          }
        }
        // nobody waited for an attempt under way
        if (signal.aborted) await consumer?.stop();
      };
      attachInTime().catch((error: unknown) => logger.error({ err: error }, 'a consumer did not end well'));

      return {
        stop: async () => {
          stopping.abort();
          await consumer?.stop();
        },
      };
    },
  };
}

import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@arena/subgraph-kit';
import { parse } from 'graphql';
import type { Executor } from './executor.ts';

/**
 * Prepares operations that clients are known to send, so that nobody waits for the planner; requests are let through
 * in between. One that no longer fits the graph is told of in the log.
 * @param documents their texts, to the letter as they are sent
 */
export async function warmUp(
  executor: Executor,
  documents: readonly string[],
  logger: Logger,
): Promise<void> {
  for (const text of documents) {
    await setImmediate();
    try {
      const hash = createHash('sha256').update(text).digest('hex');
      executor.prepare({ document: parse(text), hash });
    } catch (error) {
      logger.warn({ err: error, document: text }, 'an operation of the clients cannot be planned');
    }
  }
}

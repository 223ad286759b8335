import type { Logger } from '@arena/subgraph-kit';
import type { Graph } from '../graph.ts';
import { watchFile } from './watch-file.ts';

export type FollowOptions = {
  federation: { replace: (graph: Graph) => Promise<void> };
  /** how often the file is looked at, in milliseconds; 0 is never */
  intervalMs: number;
  logger: Logger;
};

/**
 * Serves each new supergraph that a graph's file comes to hold. One that cannot be served is told of in the log.
 * @returns a function that ends it
 */
export function followFile(
  graph: Graph,
  { federation, intervalMs, logger }: FollowOptions,
): () => Promise<void> {
  const { file } = graph;
  if (file === undefined || intervalMs === 0) return () => Promise.resolve();
  return watchFile(file, {
    intervalMs,
    content: graph.supergraphSdl,
    onChange: async (supergraphSdl) => {
      try {
        await federation.replace({ ...graph, supergraphSdl });
        logger.info({ file }, 'new supergraph served');
      } catch (error) {
        logger.error({ err: error, file }, 'new supergraph refused, the one before serves on');
      }
    },
    onError: (error) => logger.error({ err: error, file }, 'supergraph unreadable, the one before serves on'),
  });
}

import { createHash } from 'node:crypto';
import type { Metrics } from '@arena/subgraph-kit';
import { ClientNames, UNKNOWN, type ClientName } from './client-names.ts';

/** What the cache had: a whole answer, a fetch of root fields, or entities of a fetch. */
export type CacheLevel = 'answer' | 'fetch' | 'entity';
/** `bypass` where nothing may be kept, or the store is away */
export type CacheResult = 'hit' | 'miss' | 'bypass';

/** What is counted of how operations are run. */
export type ExecutionMetrics = {
  /** An operation was planned, which took so long. */
  planned: (seconds: number) => void;
  looked: (level: CacheLevel, result: CacheResult, count?: number) => void;
  /** Another supergraph is served from now on, in whose API this is deprecated. */
  serves: (supergraphSdl: string, deprecated?: readonly string[]) => void;
  /** A client runs an operation that uses what is deprecated. */
  usedDeprecated: (coordinates: Iterable<string>, client: ClientName) => void;
};

const HASH_CHARACTERS = 12;

export function executionMetrics(metrics: Metrics, now: () => Date): ExecutionMetrics {
  const plans = metrics.histogram({
    name: 'arena_gateway_plan_duration_seconds',
    help: 'How long it took to plan and compile operations that had no plan yet.',
  });
  const lookups = metrics.counter({
    name: 'arena_gateway_cache_lookups_total',
    help: 'What the cache had of whole answers, fetches and entities: hit, miss, or bypass where none may be kept.',
    labels: ['level', 'result'],
  });
  const info = metrics.gauge({
    name: 'arena_gateway_supergraph_info',
    help: '1 for the supergraph that is served, by the beginning of its SHA-256.',
    labels: ['hash'],
  });
  const loadedAt = metrics.gauge({
    name: 'arena_gateway_supergraph_loaded_timestamp_seconds',
    help: 'When the supergraph that is served was taken up, in seconds since 1970.',
  });
  const deprecatedUses = metrics.counter({
    name: 'arena_gateway_deprecated_uses_total',
    help: 'Operations that use what is deprecated in the API, by its coordinate in the schema and by client.',
    labels: ['coordinate', 'client'],
  });
  const clients = new ClientNames();
  return {
    planned: (seconds) => plans.observe(seconds),
    looked: (level, result, count = 1) => {
      if (count > 0) lookups.add([level, result], count);
    },
    serves: (supergraphSdl, deprecated = []) => {
      info.clear();
      const hash = createHash('sha256').update(supergraphSdl).digest('hex').slice(0, HASH_CHARACTERS);
      info.set(1, [hash]);
      loadedAt.set(now().getTime() / 1_000);
      // so that none can be told from what is not known
      for (const coordinate of deprecated) deprecatedUses.add([coordinate, UNKNOWN], 0);
    },
    usedDeprecated: (coordinates, client) => {
      for (const coordinate of coordinates) deprecatedUses.add([coordinate, clients.of(client)[0]]);
    },
  };
}

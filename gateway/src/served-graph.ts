import { setImmediate } from 'node:timers/promises';
import { MAX_PAGE, type Logger } from '@arena/subgraph-kit';
import { createAuthorizer, type Authorizer } from './authorization/authorizer.ts';
import { policies } from './authorization/policies/index.ts';
import { readRules } from './authorization/rules.ts';
import type { CacheStore } from './cache/cache-store.ts';
import { readDeprecations, type Deprecations } from './deprecations/deprecations.ts';
import { createExecutor, type Executor, type Transport } from './execution/executor.ts';
import { warmUp } from './execution/warm-up.ts';
import type { Graph } from './graph.ts';
import type { ExecutionMetrics } from './metrics/execution-metrics.ts';
import { createCostEstimator, type CostEstimator } from './operation-cost/cost-estimator.ts';

/** All that is made of one supergraph to serve it. */
export type ServedGraph = {
  executor: Executor;
  authorizer: Authorizer;
  estimateCost: CostEstimator;
  /** undefined where nothing is deprecated */
  deprecations: Deprecations | undefined;
};

export type ServeOptions = {
  transport: Transport;
  /** where answers are kept; absent where none are */
  cache?: CacheStore | undefined;
  metrics?: ExecutionMetrics | undefined;
  logger: Logger;
};

/**
 * Makes a graph ready to be served, letting requests through in between.
 * @throws GraphQLError when the supergraph is not valid, StartError when it wants what we do not enforce
 */
export async function serve(
  graph: Graph,
  { transport, cache, metrics, logger }: ServeOptions,
): Promise<ServedGraph> {
  const executor = createExecutor({ supergraphSdl: graph.supergraphSdl, transport, cache, metrics, logger });
  const rules = readRules(executor.internalSchema, policies);
  await setImmediate();
  const served = {
    executor,
    authorizer: createAuthorizer(executor.apiSchema, rules, policies),
    estimateCost: createCostEstimator(executor.internalSchema, MAX_PAGE),
    deprecations: readDeprecations(executor.apiSchema),
  };
  await warmUp(executor, graph.operations ?? [], logger);
  return served;
}

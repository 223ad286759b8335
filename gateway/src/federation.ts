import type {
  GatewayInterface,
  GatewayLoadResult,
  GatewaySchemaLoadOrUpdateCallback,
} from '@apollo/server-gateway-interface';
import type { Logger } from '@arena/subgraph-kit';
import type { GraphQLSchema } from 'graphql';
import { AnswerCache } from './cache/answer-cache.ts';
import type { Cache } from './cache/open-cache.ts';
import type { Transport } from './execution/executor.ts';
import { gatewayExecutor } from './gateway-executor.ts';
import type { Graph } from './graph.ts';
import type { ExecutionMetrics } from './metrics/execution-metrics.ts';
import { serve, type ServedGraph } from './served-graph.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';
import { loadSchemas } from './supergraph/load-schemas.ts';

export type FederationOptions = {
  /** what to serve at first */
  graph: Graph;
  transport: Transport;
  cache?: Cache | undefined;
  subscriptions: Pick<Subscriptions, 'open' | 'replaceGraph'>;
  /** whether clients may see how their operations are planned */
  showPlans: boolean;
  metrics?: ExecutionMetrics | undefined;
  logger: Logger;
};

/**
 * The federated graph as Apollo Server takes it. It may be replaced at any time: each operation is run by what was
 * made of the supergraph that it was validated against.
 */
export class Federation implements GatewayInterface {
  readonly #options: FederationOptions;
  readonly #callbacks = new Set<GatewaySchemaLoadOrUpdateCallback>();
  readonly #served = new WeakMap<GraphQLSchema, ServedGraph>();

  constructor(options: FederationOptions) {
    this.#options = options;
  }

  /** What serves the operations that were validated against a schema, as Apollo's request context has it. */
  servedBy(schema: GraphQLSchema): ServedGraph {
    const served = this.#served.get(schema);
    if (!served) throw new Error('An operation was validated against a schema that was never served');
    return served;
  }

  /**
   * Serves another graph from now on; the one before serves on if this fails, and until then.
   * @throws what is wrong with it
   */
  async replace(graph: Graph): Promise<void> {
    const { subscriptions, metrics, logger } = this.#options;
    const { cache, transport } = this.#options;
    const served = await serve(graph, {
      transport,
      cache: cache?.keeps ? cache.store : undefined,
      metrics,
      logger,
    });
    const schemas = await loadSchemas(graph, logger);
    this.#served.set(schemas.apiSchema, served);
    for (const callback of this.#callbacks) callback(schemas);
    metrics?.serves(graph.supergraphSdl, served.deprecations?.coordinates);
    await subscriptions.replaceGraph(served, schemas.apiSchema);
  }

  onSchemaLoadOrUpdate(callback: GatewaySchemaLoadOrUpdateCallback): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  async load(): Promise<GatewayLoadResult> {
    const { graph, cache, subscriptions, showPlans, metrics } = this.#options;
    await this.replace(graph);
    const servedBy = (schema: GraphQLSchema) => this.servedBy(schema);
    return {
      executor: gatewayExecutor({
        servedBy,
        answers: cache && new AnswerCache(cache.store, metrics),
        subscriptions,
        showPlans,
        metrics,
      }),
    };
  }

  async stop(): Promise<void> {}
}

import type { ApolloServer, ApolloServerPlugin } from '@apollo/server';
import type { createIdentitySigner } from '@arena/subgraph-kit';
import type { GatewayAdapters } from './adapters.ts';
import { createApolloServer } from './apollo-server.ts';
import type { Cache } from './cache/open-cache.ts';
import type { Context } from './context.ts';
import { subscriptionCaps, type Env } from './env.ts';
import { Federation } from './federation.ts';
import type { Graph } from './graph.ts';
import { landingPage } from './landing-page.ts';
import { operationGuard } from './operation-guard.ts';
import { executionMetrics } from './metrics/execution-metrics.ts';
import { circuitMetrics, measuredTransport } from './metrics/fetch-metrics.ts';
import { liveMetrics } from './metrics/live-metrics.ts';
import { countedLimiter } from './metrics/rate-limit-metrics.ts';
import { createQueryStore, NO_QUERIES } from './persisted-documents/query-store.ts';
import { createRateLimiter } from './rate-limits/rate-limiter.ts';
import { openConnections } from './subgraphs/connections.ts';
import { tracedTransport } from './subgraphs/traced-transport.ts';
import { createTransport } from './subgraphs/transport.ts';
import { subgraphTimeouts } from './subgraphs/variables.ts';
import { subgraphSockets } from './subscriptions/subgraph-sockets.ts';
import { SubscriptionCounts } from './subscriptions/subscription-counts.ts';
import { Subscriptions } from './subscriptions/subscriptions.ts';
import { Upstreams } from './subscriptions/upstreams.ts';
import { followFile } from './supergraph/follow-file.ts';

export type OperationsOptions = {
  env: Env;
  adapters: GatewayAdapters;
  /** what to serve at first */
  graph: Graph;
  cache: Cache | undefined;
  /** counts what is answered */
  requests: ApolloServerPlugin<Context>;
  /** signs who the caller is, for one subgraph */
  sign: ReturnType<typeof createIdentitySigner>;
};

export type Operations = {
  server: ApolloServer<Context>;
  /** Ends all streams; queries go on. */
  endStreams: () => void;
  stop: () => Promise<void>;
};

/**
 * Starts what answers operations, HTTP aside.
 * @throws what is wrong with the supergraph
 */
export async function startOperations({
  env,
  adapters: { logger, metrics, now, redis, tracer },
  graph,
  cache,
  requests,
  sign,
}: OperationsOptions): Promise<Operations> {
  const production = env.NODE_ENV === 'production';
  const onCircuit = circuitMetrics(Object.keys(graph.subgraphUrls), metrics);
  const connections = openConnections(graph.subgraphUrls, logger, onCircuit);
  const timeoutsOf = subgraphTimeouts(env);
  const maxAnswerBytes = env.SUBGRAPH_MAX_ANSWER_BYTES;
  const transport = tracedTransport(
    measuredTransport(createTransport({ connections, sign, timeoutsOf, maxAnswerBytes }), metrics),
    tracer,
  );
  const socketOf = subgraphSockets({
    urls: graph.subgraphUrls,
    sign,
    timeoutOf: (subgraph) => timeoutsOf(subgraph).query,
    maxEventBytes: maxAnswerBytes,
    logger,
  });
  const subscriptions = new Subscriptions({
    upstreams: new Upstreams({ socketOf, logger }),
    counts: new SubscriptionCounts(env.RATE_LIMITS === 'on' ? subscriptionCaps(env) : undefined),
    capacity: env.SUBSCRIPTION_QUEUE,
    maxDropped: env.SUBSCRIPTION_MAX_DROPPED,
    count: liveMetrics(metrics),
    timeoutMs: env.OPERATION_TIMEOUT_MS,
    logger,
    tracer,
  });
  const federation = new Federation({
    graph,
    transport,
    cache,
    subscriptions,
    showPlans: !production,
    metrics: executionMetrics(metrics, now),
    logger,
  });
  const shared = redis && { redis, prefix: env.LIVE_PREFIX };
  const points = { person: env.RATE_LIMIT_PERSON, address: env.RATE_LIMIT_ADDRESS };
  const limiter = countedLimiter(createRateLimiter({ points, shared }), metrics);
  const server = createApolloServer({
    gateway: federation,
    requests,
    guard: operationGuard({
      costOf: (schema) => federation.servedBy(schema).estimateCost,
      maxCost: env.MAX_COST,
      limiter: env.RATE_LIMITS === 'on' ? limiter : undefined,
    }),
    queries: env.SAFELIST === 'on' ? NO_QUERIES : createQueryStore(shared),
    landingPage: landingPage(production, env.LANDING_PAGE),
    production,
    logger,
    isTraced: tracer !== undefined,
  });
  try {
    await server.start();
  } catch (error) {
    await connections.close();
    throw error;
  }
  const unfollow = followFile(graph, { federation, intervalMs: env.SUPERGRAPH_POLL_MS, logger });
  return {
    server,
    endStreams: () => subscriptions.stop(),
    stop: async () => {
      await unfollow();
      await server.stop();
      await connections.close();
    },
  };
}

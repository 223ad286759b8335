import type { ApolloServer } from '@apollo/server';
import type { createIdentitySigner } from '@arena/subgraph-kit';
import type { GatewayAdapters } from './adapters.ts';
import { createApolloServer } from './apollo-server.ts';
import type { Context } from './context.ts';
import type { Env } from './env.ts';
import { Federation } from './federation.ts';
import type { Graph } from './graph.ts';
import { operationGuard } from './operation-guard.ts';
import { createQueryStore, NO_QUERIES } from './persisted-documents/query-store.ts';
import { createRateLimiter } from './rate-limits/rate-limiter.ts';
import { openConnections } from './subgraphs/connections.ts';
import { createTransport } from './subgraphs/transport.ts';
import { subgraphTimeouts } from './subgraphs/variables.ts';
import { followFile } from './supergraph/follow-file.ts';

export type OperationsOptions = {
  env: Env;
  adapters: GatewayAdapters;
  /** what to serve at first */
  graph: Graph;
  /** signs who the caller is, for one subgraph */
  sign: ReturnType<typeof createIdentitySigner>;
};

/**
 * Starts what answers operations, HTTP aside.
 * @throws what is wrong with the supergraph
 */
export async function startOperations({
  env,
  adapters: { logger, redis },
  graph,
  sign,
}: OperationsOptions): Promise<{ server: ApolloServer<Context>; stop: () => Promise<void> }> {
  const production = env.NODE_ENV === 'production';
  const connections = openConnections(graph.subgraphUrls, logger);
  const transport = createTransport({
    connections,
    sign,
    timeoutsOf: subgraphTimeouts(env),
    maxAnswerBytes: env.SUBGRAPH_MAX_ANSWER_BYTES,
  });
  const federation = new Federation({ graph, transport, showPlans: !production, logger });
  const shared = redis && { redis, prefix: env.LIVE_PREFIX };
  const limiter = createRateLimiter({
    points: { person: env.RATE_LIMIT_PERSON, address: env.RATE_LIMIT_ADDRESS },
    shared,
  });
  const server = createApolloServer({
    gateway: federation,
    guard: operationGuard({
      costOf: (schema) => federation.servedBy(schema).estimateCost,
      maxCost: env.MAX_COST,
      limiter: env.RATE_LIMITS === 'on' ? limiter : undefined,
    }),
    queries: env.SAFELIST === 'on' ? NO_QUERIES : createQueryStore(shared),
    production,
    logger,
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
    stop: async () => {
      await unfollow();
      await server.stop();
      await connections.close();
    },
  };
}

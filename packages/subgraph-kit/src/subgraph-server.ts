import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { DocumentNode, GraphQLScalarType } from 'graphql';
import type { JWTVerifyGetKey } from 'jose';
import type { Caller } from './caller.ts';
import { errorPlugin } from './error-plugin.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { route, routeUpgrades, sendJson, startHttpServer, type Handler } from './http-server.ts';
import { serveLiveFields } from './live-fields.ts';
import { callerReader } from './read-caller.ts';
import { operationMetrics } from './metrics/operation-metrics.ts';
import { metricsRoute, serveMetrics, type MetricsEnv } from './metrics/serve-metrics.ts';
import { scalars } from './scalars.ts';
import { stopOnce, type Adapters, type Service } from './service.ts';
import { operationSpans } from './tracing/operation-spans.ts';
import { traceRequests, traceRoutes } from './tracing/trace-requests.ts';

export type SubgraphContext = { caller: Caller; requestId: string };

export type SubgraphOptions<Context extends SubgraphContext> = {
  name: string;
  typeDefs: DocumentNode;
  resolvers: object;
  env: MetricsEnv & {
    PORT: number;
    ARENA_VERSION?: string | undefined;
    DRAIN_GRACE_MS?: number;
    DRAIN_TIMEOUT_MS: number;
  };
  adapters: Adapters;
  identityKeys: JWTVerifyGetKey;
  createContext: (caller: Caller) => Context;
  /** answers while the subgraph can serve, and rejects when it cannot */
  checkReady: () => Promise<unknown>;
  /** paths served beside `/graphql` */
  routes?: Record<string, Handler>;
  /** closes what the subgraph opened, after the last request */
  close: () => Promise<void>;
};

/** The close code of a WebSocket whose server stops. */
const GOING_AWAY = 1001;

/** The scalars that these type definitions declare. */
function usedScalars(typeDefs: DocumentNode): Record<string, GraphQLScalarType> {
  const declared = typeDefs.definitions.flatMap((d) =>
    d.kind === 'ScalarTypeDefinition' ? [d.name.value] : [],
  );
  return Object.fromEntries(declared.flatMap((name) => (scalars[name] ? [[name, scalars[name]]] : [])));
}

/**
 * Starts a subgraph: its GraphQL endpoint, which answers nobody but the gateway, and its health.
 * @throws StartError when the port cannot be listened on
 */
export async function startSubgraph<Context extends SubgraphContext>(
  options: SubgraphOptions<Context>,
): Promise<Service> {
  const { logger, metrics, tracer } = options.adapters;
  const { createContext } = options;
  const readCaller = callerReader(options.name, options.identityKeys);
  const schema = buildSubgraphSchema({
    typeDefs: options.typeDefs,
    resolvers: { ...usedScalars(options.typeDefs), ...options.resolvers },
  });
  const server = new ApolloServer<Context>({
    schema,
    plugins: [
      errorPlugin<Context>(logger),
      operationMetrics<Context>(metrics),
      // after the one that gives errors their codes
      ...(tracer ? [operationSpans<Context>()] : []),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    // the gateway alone gets through, and it must be able to tell its callers what was wrong
    introspection: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    logger,
  });
  await server.start();

  const graphql = graphqlHandler({
    server,
    createContext: async (request) => createContext(await readCaller(request.headers)),
  });
  const sockets = schema.getSubscriptionType()
    ? serveLiveFields({ schema, readCaller, createContext, logger, tracer })
    : undefined;

  const routes: Record<string, Handler> = {
    ...traceRoutes(tracer, options.routes ?? {}),
    ...metricsRoute(options.env, metrics),
    '/graphql': traceRequests(tracer, '/graphql', graphql),
    '/health/live': (_request, response) => sendJson(response, 200, { status: 'ok' }),
    '/health/ready': async (_request, response) => {
      const ready =
        !http.draining() &&
        (await options.checkReady().then(
          () => true,
          () => false,
        ));
      sendJson(response, ready ? 200 : 503, {
        status: ready ? 'ok' : 'unavailable',
        version: options.env.ARENA_VERSION,
      });
    },
  };

  let shown: Awaited<ReturnType<typeof serveMetrics>>;
  const close = async () => {
    await server.stop();
    await shown?.stop();
    await options.close();
  };
  const listen = async () => {
    shown = await serveMetrics(options.env, metrics, logger);
    return startHttpServer({
      host: options.env.HOST,
      port: options.env.PORT,
      drainGraceMs: options.env.DRAIN_GRACE_MS,
      drainTimeoutMs: options.env.DRAIN_TIMEOUT_MS,
      onError: (error) => logger.error({ err: error }, 'request failed'),
      handler: route(routes),
      onUpgrade: sockets && routeUpgrades({ '/graphql': sockets.upgrade }),
    });
  };
  const http = await listen().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  logger.info({ url: http.url }, 'listening');

  return {
    url: http.url,
    stop: stopOnce(async () => {
      await http.leave();
      const stopped = http.stop();
      await sockets?.closeAll(GOING_AWAY, 'Going away');
      await stopped;
      await close();
    }),
  };
}

import type { IncomingMessage } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { DocumentNode, GraphQLScalarType } from 'graphql';
import type { JWTVerifyGetKey } from 'jose';
import type { Caller } from './caller.ts';
import { errorPlugin } from './error-plugin.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { route, sendJson, startHttpServer, type Handler } from './http-server.ts';
import { createIdentityVerifier } from './identity.ts';
import { newId } from './ids.ts';
import { scalars } from './scalars.ts';
import { stopOnce, type Adapters, type Service } from './service.ts';
import { traceparentOf } from './traceparent.ts';

export type SubgraphContext = { caller: Caller; requestId: string };

export type SubgraphOptions<Context extends SubgraphContext> = {
  name: string;
  typeDefs: DocumentNode;
  resolvers: object;
  env: { HOST: string; PORT: number; DRAIN_TIMEOUT_MS: number };
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

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

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
  const { logger } = options.adapters;
  const verify = createIdentityVerifier(options.name, options.identityKeys);
  const server = new ApolloServer<Context>({
    schema: buildSubgraphSchema({
      typeDefs: options.typeDefs,
      resolvers: { ...usedScalars(options.typeDefs), ...options.resolvers },
    }),
    plugins: [
      errorPlugin<Context>(logger),
      ApolloServerPluginCacheControlDisabled(),
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
    createContext: async (request) => {
      const token = /^Bearer (.+)$/.exec(header(request, 'authorization') ?? '')?.[1];
      const identity = await verify(token);
      return options.createContext({
        ...identity,
        address: header(request, 'x-client-address') ?? 'unknown',
        userAgent: header(request, 'x-client-user-agent') ?? null,
        requestId: header(request, 'x-request-id') ?? newId(),
        traceparent: traceparentOf(request.headers),
      });
    },
  });

  const routes: Record<string, Handler> = {
    ...options.routes,
    '/graphql': graphql,
    '/health/live': (_request, response) => sendJson(response, 200, { status: 'ok' }),
    '/health/ready': async (_request, response) => {
      const ready =
        !http.draining() &&
        (await options.checkReady().then(
          () => true,
          () => false,
        ));
      sendJson(response, ready ? 200 : 503, { status: ready ? 'ok' : 'unavailable' });
    },
  };

  const http = await startHttpServer({
    host: options.env.HOST,
    port: options.env.PORT,
    drainTimeoutMs: options.env.DRAIN_TIMEOUT_MS,
    onError: (error) => logger.error({ err: error }, 'request failed'),
    handler: route(routes),
  }).catch(async (error: unknown) => {
    await server.stop();
    await options.close();
    throw error;
  });
  logger.info({ url: http.url }, 'listening');

  return {
    url: http.url,
    stop: stopOnce(async () => {
      await http.stop();
      await server.stop();
      await options.close();
    }),
  };
}

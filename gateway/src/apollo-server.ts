import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { errorPlugin, operationSpans, type Logger } from '@arena/subgraph-kit';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Context } from './context.ts';
import { createDocumentStore } from './document-store.ts';
import type { QueryStore } from './persisted-documents/query-store.ts';
import { stringifyResult } from './execution/json-text.ts';
import { requestErrorStatus } from './http/request-errors.ts';

export type ApolloServerOptions = {
  gateway: GatewayInterface;
  /** counts what is answered */
  requests: ApolloServerPlugin<Context>;
  /** decides about an operation before it is run */
  guard: ApolloServerPlugin<Context>;
  /** where documents are kept that clients name by their hash */
  queries: QueryStore;
  /** what a browser is shown */
  landingPage: ApolloServerPlugin<Context>;
  production: boolean;
  logger: Logger;
  /** whether spans are made of requests */
  isTraced: boolean;
};

/** Apollo Server over the federated graph. In production the schema is not shown. */
export const createApolloServer = ({
  gateway,
  requests,
  guard,
  queries,
  landingPage,
  production,
  logger,
  isTraced,
}: ApolloServerOptions) =>
  new ApolloServer<Context>({
    gateway,
    stringifyResult,
    plugins: [
      errorPlugin<Context>(logger),
      requests,
      // after the one that gives errors their codes
      ...(isTraced ? [operationSpans<Context>()] : []),
      requestErrorStatus,
      guard,
      ApolloServerPluginCacheControlDisabled(),
      landingPage,
    ],
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    documentStore: createDocumentStore(),
    persistedQueries: { cache: queries },
    cache: 'bounded',
    logger: logger.child({}, { level: 'warn' }),
  });

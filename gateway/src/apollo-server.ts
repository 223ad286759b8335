import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
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
  production: boolean;
  logger: Logger;
  /** whether spans are made of requests */
  isTraced: boolean;
};

/** Apollo Server over the federated graph. In production neither the schema nor a landing page is shown. */
export const createApolloServer = ({
  gateway,
  requests,
  guard,
  queries,
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
      production ? ApolloServerPluginLandingPageDisabled() : ApolloServerPluginLandingPageLocalDefault(),
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

import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { errorPlugin, type Logger } from '@arena/subgraph-kit';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Context } from './context.ts';
import { stringifyResult } from './execution/json-text.ts';

export type ApolloServerOptions = {
  gateway: GatewayInterface;
  /** decides about an operation before it is run */
  guard: ApolloServerPlugin<Context>;
  production: boolean;
  logger: Logger;
};

/** Apollo Server over the federated graph. In production neither the schema nor a landing page is shown. */
export const createApolloServer = ({ gateway, guard, production, logger }: ApolloServerOptions) =>
  new ApolloServer<Context>({
    gateway,
    stringifyResult,
    plugins: [
      errorPlugin<Context>(logger),
      guard,
      ApolloServerPluginCacheControlDisabled(),
      production ? ApolloServerPluginLandingPageDisabled() : ApolloServerPluginLandingPageLocalDefault(),
    ],
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    cache: 'bounded',
    logger: logger.child({}, { level: 'warn' }),
  });

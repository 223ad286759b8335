import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { errorPlugin, type Logger } from '@arena/subgraph-kit';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import type { Context } from './context.ts';
import { stringifyResult } from './execution/json-text.ts';

/** Apollo Server over the federated graph. In production neither the schema nor a landing page is shown. */
export const createApolloServer = (gateway: GatewayInterface, production: boolean, logger: Logger) =>
  new ApolloServer<Context>({
    gateway,
    stringifyResult,
    plugins: [
      errorPlugin<Context>(logger),
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

import type { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginLandingPageLocalDefault } from '@apollo/server/plugin/landingPage/default';
import { errorPlugin, type Logger } from '@arena/subgraph-kit';
import type { Context } from './context.ts';

/** Apollo Server over the federated graph. In production neither the schema nor a landing page is shown. */
export const createApolloServer = (gateway: ApolloGateway, production: boolean, logger: Logger) =>
  new ApolloServer<Context>({
    gateway,
    plugins: [
      errorPlugin<Context>(logger),
      production ? ApolloServerPluginLandingPageDisabled() : ApolloServerPluginLandingPageLocalDefault(),
    ],
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    cache: 'bounded',
    logger: logger.child({}, { level: 'warn' }),
  });

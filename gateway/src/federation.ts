import { ApolloGateway } from '@apollo/gateway';
import type { GatewayInterface } from '@apollo/server-gateway-interface';
import { StartError, type Logger } from '@arena/subgraph-kit';
import { GraphQLError, OperationTypeNode, type OperationDefinitionNode } from 'graphql';
import type { Context } from './context.ts';
import type { Executor, Outcome } from './execution/executor.ts';
import type { Graph } from './graph.ts';

// read by the gateway's constructor, which would report to its makers otherwise
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

/**
 * What a client hears of an outcome. A subgraph's answer that is against the schema is a fault of ours, and the
 * specification wants an error for each null that comes of it; Apollo's gateway tells of them beside `errors`.
 */
const resultOf = ({ data, errors, valueCompletion }: Outcome) => {
  const all = [...errors, ...valueCompletion.map(({ message, path }) => new GraphQLError(message, { path }))];
  return all.length > 0 ? { data, errors: all } : { data };
};

const noSubscription = () =>
  new GraphQLError('A subscription is not answered over plain HTTP', {
    extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
  });

/**
 * The federated graph: Apollo's gateway loads and checks the supergraph, our executor runs the operations.
 * @throws StartError when the supergraph names a subgraph that there is no address for
 */
export function federation(graph: Graph, executor: Executor, logger: Logger): GatewayInterface {
  const gateway = new ApolloGateway({
    supergraphSdl: graph.supergraphSdl,
    logger: logger.child({}, { level: 'warn' }),
    buildService: ({ name }) => {
      if (!graph.subgraphUrls[name])
        throw new StartError(
          `The supergraph has a subgraph ${name}, but ${name.toUpperCase()}_URL is unknown.`,
        );
      return { process: () => Promise.reject(new Error('Subgraphs are called by our executor alone')) };
    },
  });
  return {
    onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
    stop: () => gateway.stop(),
    load: async (options) => {
      await gateway.load(options);
      return {
        executor: async ({ request, document, queryHash, context, ...rest }) => {
          // absent where the document has none of that name, whatever the interface says
          const operation = rest.operation as OperationDefinitionNode | undefined;
          if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return { errors: [noSubscription()] };
          try {
            const { operationName, variables } = request;
            const prepared = executor.prepare({ document, hash: queryHash, operationName });
            const { signal } = context as Context;
            return resultOf(
              await executor.execute(prepared, { variables, context: context as Context, signal }),
            );
          } catch (error) {
            if (error instanceof GraphQLError) return { errors: [error] };
            throw error;
          }
        },
      };
    },
  };
}

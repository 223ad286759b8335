import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayInterface } from '@apollo/server-gateway-interface';
import { StartError, type Logger } from '@arena/subgraph-kit';
import { Kind, parse, print, visit, type ValueNode } from 'graphql';
import type { Graph } from './graph.ts';

// read by the gateway's constructor, which would report to its makers otherwise
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

/** The supergraph as Apollo's gateway takes it: it loads none that says who may see what, which it does not enforce. */
const withoutSecurity = (supergraphSdl: string): string =>
  print(
    visit(parse(supergraphSdl), {
      Directive: (node) =>
        node.name.value === 'link'
          ? { ...node, arguments: node.arguments?.filter(({ value }) => !isSecurity(value)) }
          : undefined,
    }),
  );

const isSecurity = (value: ValueNode): boolean => value.kind === Kind.ENUM && value.value === 'SECURITY';

/**
 * The federated graph: Apollo's gateway loads and checks the supergraph, an executor of ours runs the operations.
 * @throws StartError when the supergraph names a subgraph that there is no address for
 */
export function federation(graph: Graph, executor: GatewayExecutor, logger: Logger): GatewayInterface {
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurity(graph.supergraphSdl),
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
      return { executor };
    },
  };
}

import { ApolloGateway } from '@apollo/gateway';
import type { GatewaySchemaLoadOrUpdateCallback } from '@apollo/server-gateway-interface';
import { StartError, type Logger } from '@arena/subgraph-kit';
import { Kind, parse, print, visit, type ValueNode } from 'graphql';
import type { Graph } from '../graph.ts';

// read by the gateway's constructor, which would report to its makers otherwise
process.env['APOLLO_TELEMETRY_DISABLED'] = '1';

/** What Apollo Server is told of a supergraph. */
export type Schemas = Parameters<GatewaySchemaLoadOrUpdateCallback>[0];

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
 * Has Apollo's gateway load and check a supergraph; it serves nothing.
 * @throws StartError when the supergraph names a subgraph that there is no address for, and whatever is wrong with it
 */
export async function loadSchemas({ supergraphSdl, subgraphUrls }: Graph, logger: Logger): Promise<Schemas> {
  const gateway = new ApolloGateway({
    supergraphSdl: withoutSecurity(supergraphSdl),
    logger: logger.child({}, { level: 'warn' }),
    buildService: ({ name }) => {
      if (!subgraphUrls[name])
        throw new StartError(
          `The supergraph has a subgraph ${name}, but ${name.toUpperCase()}_URL is unknown.`,
        );
      return { process: () => Promise.reject(new Error('Subgraphs are called by our executor alone')) };
    },
  });
  const schemas = new Promise<Schemas>((resolve) => gateway.onSchemaLoadOrUpdate(resolve));
  await gateway.load();
  await gateway.stop();
  return schemas;
}

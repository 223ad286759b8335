import { composeServices } from '@apollo/composition';
import { printSchema, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { printSubgraphSdl } from '@arena/subgraph-kit';
import { parse } from 'graphql';
import { subgraphFile, subgraphNames } from './subgraphs.ts';

export type Composition =
  { ok: true; supergraph: string; api: string; hints: string[] } | { ok: false; errors: string[] };

/** Addresses in the supergraph are placeholders: the gateway's environment decides. */
const placeholder = (name: string) => `http://${name}.subgraph/graphql`;

/** Composes the subgraphs' SDL files into the supergraph and the client-facing API schema. */
export function compose(): Composition {
  const result = composeServices(
    subgraphNames.map((name) => ({
      name,
      url: placeholder(name),
      typeDefs: parse(printSubgraphSdl(subgraphFile(name, 'schema.graphql'))),
    })),
  );
  if (result.errors) return { ok: false, errors: result.errors.map((error) => error.message) };
  const supergraph = Supergraph.build(result.supergraphSdl, {
    supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  });
  const api = printSchema(supergraph.apiSchema());
  return {
    ok: true,
    supergraph: `${result.supergraphSdl.trim()}\n`,
    api: `${api.trim()}\n`,
    hints: result.hints.map((hint) => `${hint.definition.code}: ${hint.message}`),
  };
}

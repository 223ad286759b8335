import { composeServices } from '@apollo/composition';
import { printSchema, ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { printSubgraphSdl } from '@arena/subgraph-kit';
import { parse, type DocumentNode } from 'graphql';
import { subgraphFile, subgraphNames } from './subgraphs.ts';

export type Composition =
  { ok: true; supergraph: string; api: string; hints: string[] } | { ok: false; errors: string[] };

/** A subgraph's name, and its SDL with the shared definitions. */
export type SubgraphSdl = { name: string; typeDefs: DocumentNode };

/** Addresses in the supergraph are placeholders: the gateway's environment decides. */
const placeholder = (name: string) => `http://${name}.subgraph/graphql`;

/** The SDL files of all subgraphs. */
export const readSubgraphs = (): SubgraphSdl[] =>
  subgraphNames.map((name) => ({
    name,
    typeDefs: parse(printSubgraphSdl(subgraphFile(name, 'schema.graphql'))),
  }));

/** Composes subgraphs into the supergraph and the client-facing API schema. */
export function compose(subgraphs: readonly SubgraphSdl[] = readSubgraphs()): Composition {
  const result = composeServices(
    subgraphs.map(({ name, typeDefs }) => ({ name, url: placeholder(name), typeDefs })),
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

/** Why subgraphs do not compose, for a person at a terminal. */
export const compositionFault = (errors: readonly string[]): string =>
  `The subgraphs do not compose:\n${errors.map((error) => `  - ${error}`).join('\n')}`;

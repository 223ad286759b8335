import { readdirSync, readFileSync } from 'node:fs';
import { composeServices } from '@apollo/composition';
import { ROUTER_SUPPORTED_SUPERGRAPH_FEATURES, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { readSubgraphSdl } from '@arena/subgraph-kit';
import { parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { fakeService, type FakeService } from './subgraphs/fake-service.ts';
import { readWorldModel, type WorldModel } from './world/world-model.ts';

/** A supergraph with all that a case needs of it, on both sides. */
export type TestedSupergraph = {
  name: string;
  sdl: string;
  supergraph: Supergraph;
  supergraphSchema: GraphQLSchema;
  apiSchema: GraphQLSchema;
  planner: QueryPlanner;
  services: ReadonlyMap<string, FakeService>;
  model: WorldModel;
};

type Definitions = { name: string; typeDefs: DocumentNode }[];

/** Builds a supergraph, one that says who may see what too: neither side's executor looks at that. */
const build = (sdl: string): Supergraph =>
  Supergraph.build(sdl, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });

function testedSupergraph(name: string, sdl: string, definitions: Definitions): TestedSupergraph {
  const supergraph = build(sdl);
  const services = new Map(definitions.map((service) => [service.name, fakeService(service)]));
  const apiSchema = supergraph.apiSchema().toGraphQLJSSchema();
  return {
    name,
    sdl,
    supergraph,
    supergraphSchema: supergraph.schema.toGraphQLJSSchema(),
    apiSchema,
    planner: new QueryPlanner(supergraph),
    services,
    model: readWorldModel([...services.values()], apiSchema),
  };
}

const supergraphFile = new URL('../../../schema/supergraph.graphql', import.meta.url);
const subgraphsFolder = new URL('../../../subgraphs/', import.meta.url);
const libraryFolder = new URL('library/', import.meta.url);

/** The supergraph that the gateway serves. */
export function arenaSupergraph(): TestedSupergraph {
  const sdl = readFileSync(supergraphFile, 'utf8');
  const names = [...build(sdl).subgraphs().names()].sort();
  const definitions = names.map((name) => ({
    name,
    typeDefs: readSubgraphSdl(new URL(`${name}/schema.graphql`, subgraphsFolder)),
  }));
  return testedSupergraph('arena', sdl, definitions);
}

/** A made-up supergraph that has what is hard about federation close together. */
export function librarySupergraph(): TestedSupergraph {
  const definitions = readdirSync(libraryFolder).map((file) => ({
    name: file.replace('.graphql', ''),
    typeDefs: parse(readFileSync(new URL(file, libraryFolder), 'utf8')),
  }));
  const composed = composeServices(
    definitions.map((service) => ({ ...service, url: `http://${service.name}.subgraph/graphql` })),
  );
  if (composed.errors) throw new AggregateError(composed.errors, 'The library does not compose');
  return testedSupergraph('library', composed.supergraphSdl, definitions);
}

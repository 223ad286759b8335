import {
  buildSubgraph,
  ROUTER_SUPPORTED_SUPERGRAPH_FEATURES,
  Supergraph,
  type FieldDefinition,
  type InterfaceType,
  type ObjectType,
  type Subgraph,
} from '@apollo/federation-internals';
import { isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';
import { schemaChanges } from './check/changes.ts';
import { mayBeGone } from './check/deprecation.ts';
import type { SubgraphSdl } from './compose.ts';

type Fields = FieldDefinition<ObjectType | InterfaceType>;

const objectsOf = ({ schema }: Subgraph): (ObjectType | InterfaceType)[] => [
  ...schema.objectTypes(),
  ...schema.interfaceTypes(),
];

const fieldsOf = (subgraph: Subgraph): Fields[] =>
  objectsOf(subgraph).flatMap((type): Fields[] => [...type.fields()]);

function fieldAt({ schema }: Subgraph, coordinate: string): Fields | undefined {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.type(typeName);
  return type?.kind === 'ObjectType' || type?.kind === 'InterfaceType' ? type.field(fieldName) : undefined;
}

const selection = (fields: unknown): string =>
  String(fields)
    .replaceAll(/[\s,]+/g, ' ')
    .trim();

/** What entities of a type can be asked for by. */
const keysOf = (subgraph: Subgraph, type: ObjectType | InterfaceType): string[] =>
  type
    .appliedDirectivesOf(subgraph.metadata().keyDirective())
    .map((key) => key.arguments())
    .filter(({ resolvable }) => resolvable !== false)
    .map(({ fields }) => selection(fields));

const requirementsOf = (subgraph: Subgraph, field: Fields): string[] =>
  field
    .appliedDirectivesOf(subgraph.metadata().requiresDirective())
    .map((requires) => selection(requires.arguments().fields));

/** Keys that are gone, and what a field wants to be sent that is not sent. */
function unmetEntities(before: Subgraph, now: Subgraph): string[] {
  const keys = objectsOf(before).flatMap((type) => {
    const present = now.schema.type(type.name);
    const kept =
      present?.kind === 'ObjectType' || present?.kind === 'InterfaceType' ? keysOf(now, present) : [];
    return keysOf(before, type)
      .filter((key) => !kept.includes(key))
      .map((key) => `${type.name}: Key "${key}" no longer resolves`);
  });
  const requirements = fieldsOf(before).flatMap((field) => {
    const present = fieldAt(now, field.coordinate);
    const known = requirementsOf(before, field);
    return (present ? requirementsOf(now, present) : [])
      .filter((fields) => !known.includes(fields))
      .map((fields) => `${field.coordinate}: Now requires "${fields}"`);
  });
  return [...keys, ...requirements];
}

/** Whether something is federation's own, which subgraphs have in different ways. */
const isFederations = (coordinate: string): boolean => /(^|\.)_/.test(coordinate);

/** A type that is gone is told by what gave or took it, save where it was one of several behind an interface. */
function isToldOtherwise(coordinate: string, before: GraphQLSchema, now: GraphQLSchema): boolean {
  if (coordinate.includes('.') || now.getType(coordinate)) return false;
  const type = before.getType(coordinate);
  return !((isObjectType(type) || isInterfaceType(type)) && type.getInterfaces().length > 0);
}

async function unmetFetches(
  before: Subgraph,
  now: Subgraph,
  mayGo: (coordinate: string) => boolean,
  today: string,
): Promise<string[]> {
  const fetched = before.schema.toAPISchema().toGraphQLJSSchema();
  const present = now.schema.toGraphQLJSSchema();
  const changes = await schemaChanges(fetched, present, today);
  return changes
    .filter(({ level, coordinate }) => {
      if (level !== 'breaking' || isFederations(coordinate) || mayGo(coordinate)) return false;
      if (isToldOtherwise(coordinate, fetched, present)) return false;
      const field = fieldAt(before, coordinate);
      // one that is only named for others is fetched elsewhere
      return field === undefined || !before.metadata().isFieldFullyExternal(field);
    })
    .map(({ coordinate, message }) => `${coordinate}: ${message}`);
}

/**
 * What a gateway with an earlier supergraph asks for in vain of the subgraphs as they are: a subgraph, a field, an
 * argument, a value or a key that is gone, a type that no longer fits, an argument or a field of an input that is
 * required now. Whatever was deprecated in the earlier supergraph until a day before today may be gone.
 * @param earlier SDL of the supergraph
 * @param today `YYYY-MM-DD`
 * @returns a line for each, beginning with the subgraph; none where all is served
 * @throws GraphQLError when the supergraph or a subgraph is not valid
 */
export async function unservedBy(
  subgraphs: readonly SubgraphSdl[],
  earlier: string,
  today: string,
): Promise<string[]> {
  const supergraph = Supergraph.build(earlier, { supportedFeatures: ROUTER_SUPPORTED_SUPERGRAPH_FEATURES });
  const api = supergraph.apiSchema().toGraphQLJSSchema();
  const mayGo = (coordinate: string) => mayBeGone(api, coordinate, today);
  const told = await Promise.all(
    supergraph
      .subgraphs()
      .values()
      .map(async (before) => {
        const sdl = subgraphs.find(({ name }) => name === before.name);
        if (!sdl) return [`${before.name}: There is no such subgraph`];
        const now = buildSubgraph(sdl.name, before.url, sdl.typeDefs);
        const unmet = [...(await unmetFetches(before, now, mayGo, today)), ...unmetEntities(before, now)];
        return unmet.map((what) => `${before.name} ${what}`);
      }),
  );
  return told.flat();
}

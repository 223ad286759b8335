import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  parse,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { FakeService } from '../subgraphs/fake-service.ts';
import { fieldSets, namesIn } from './field-sets.ts';

/** A field as one subgraph declares it. */
export type Declaration = {
  type: GraphQLOutputType;
  field: GraphQLField<unknown, unknown>;
  schema: GraphQLSchema;
};

/** Types that share their keys: an interface that is an entity with its implementations, or one entity alone. */
export type Family = { name: string; members: readonly string[] };

/** What the subgraphs' schemas say together about the data behind them. */
export type WorldModel = {
  family(type: string): Family;
  isEntity(type: string): boolean;
  /** the key field sets of an entity's type or of its family */
  keys(type: string): readonly SelectionSetNode[];
  declarations(type: string, field: string): readonly Declaration[];
  /** what a field is computed from, in whichever subgraph computes it */
  requires(type: string, field: string): SelectionSetNode | undefined;
  possibleTypes(abstract: GraphQLAbstractType, schema: GraphQLSchema): readonly string[];
  /** whether a field of this name is computed from others, in some type */
  isComputed(field: string): boolean;
  /** whether a field of this name is part of a key or of what a field is computed from */
  isFetchInput(field: string): boolean;
};

const parseFieldSet = (text: string): SelectionSetNode => {
  const [definition] = parse(`{ ${text} }`, { noLocation: true }).definitions;
  if (definition?.kind !== 'OperationDefinition') throw new Error(`No field set: ${text}`);
  return definition.selectionSet;
};

/** Reads the model of the data that a supergraph's subgraphs share. */
export function readWorldModel(services: readonly FakeService[], apiSchema: GraphQLSchema): WorldModel {
  const sets = services.flatMap((service) => fieldSets(service.typeDefs));
  const keys = new Map<string, SelectionSetNode[]>();
  for (const { directive, type, text } of sets)
    if (directive === 'key') keys.set(type, [...(keys.get(type) ?? []), parseFieldSet(text)]);
  const requires = new Map(
    sets
      .filter(({ directive }) => directive === 'requires')
      .map(({ type, field, text }) => [`${type}.${field}`, parseFieldSet(text)]),
  );
  const inputs = new Set(
    sets
      .filter(({ directive }) => directive !== 'provides')
      .flatMap(({ text }) => namesIn(parseFieldSet(text))),
  );

  const families = new Map<string, Family>();
  for (const type of Object.values(apiSchema.getTypeMap())) {
    if (!isInterfaceType(type) || !keys.has(type.name)) continue;
    const members = apiSchema.getPossibleTypes(type).map(({ name }) => name);
    for (const member of [type.name, ...members]) families.set(member, { name: type.name, members });
  }
  const family = (type: string) => families.get(type) ?? { name: type, members: [type] };

  const declarations = new Map<string, Declaration[]>();
  for (const { schema } of services) {
    for (const type of Object.values(schema.getTypeMap())) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        const coordinate = `${type.name}.${field.name}`;
        const known = declarations.get(coordinate) ?? [];
        declarations.set(coordinate, [...known, { type: field.type, field, schema }]);
      }
    }
  }

  return {
    family,
    isEntity: (type) => keys.has(type) || keys.has(family(type).name),
    keys: (type) => [...(keys.get(type) ?? []), ...(keys.get(family(type).name) ?? [])],
    declarations: (type, field) => {
      const found = declarations.get(`${type}.${field}`) ?? declarations.get(`${family(type).name}.${field}`);
      if (!found) throw new Error(`No subgraph has ${type}.${field}`);
      return found;
    },
    requires: (type, field) =>
      requires.get(`${type}.${field}`) ?? requires.get(`${family(type).name}.${field}`),
    possibleTypes: (abstract, schema) => {
      const own = schema.getType(abstract.name);
      // an interface that a subgraph has as an object may be any of its implementations
      const known = isAbstractType(own) ? schema.getPossibleTypes(own) : apiSchema.getPossibleTypes(abstract);
      return known.map(({ name }) => name);
    },
    isComputed: (field) => [...requires.keys()].some((coordinate) => coordinate.endsWith(`.${field}`)),
    isFetchInput: (field) => inputs.has(field),
  };
}

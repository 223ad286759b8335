import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
  isInterfaceType,
  isObjectType,
  parse,
  print,
  visit,
  Kind,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

/** Who answers for the fields and the entities of a call. */
export type Resolving = {
  field(source: unknown, args: Record<string, unknown>, info: GraphQLResolveInfo): unknown;
  entity(
    reference: Record<string, unknown>,
    index: number,
    isInterface: boolean,
    info: GraphQLResolveInfo,
  ): unknown;
};

export type ServiceDocument = {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  nameless: string;
};

/** A subgraph in memory: its schema, and graphql-js to answer with. */
export type FakeService = {
  name: string;
  typeDefs: DocumentNode;
  schema: GraphQLSchema;
  read(query: string): ServiceDocument;
  answer(query: string, variables: Record<string, unknown>, resolving: Resolving): Promise<ExecutionResult>;
};

function serviceDocument(query: string): ServiceDocument {
  const document = parse(query, { noLocation: true });
  const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new Error(`No operation in ${query}`);
  const nameless = print(visit(document, { OperationDefinition: (node) => ({ ...node, name: undefined }) }));
  return { document, operation, nameless };
}

/**
 * Lets each representation succeed or fail alone. The library's own resolver fails all of a call for one type it
 * does not know, so that the rest would depend on what else is in the call.
 */
function resolveEntitiesAlone(schema: GraphQLSchema): void {
  const entities = schema.getQueryType()?.getFields()['_entities'];
  if (!entities) return;
  entities.resolve = (
    _,
    { representations }: { representations?: Record<string, unknown>[] },
    resolving: Resolving,
    info,
  ) =>
    representations?.map(async (representation, index) => {
      const type = schema.getType(String(representation['__typename']));
      if (!isObjectType(type) && !isInterfaceType(type)) throw new Error('No such entity');
      return resolving.entity(representation, index, isInterfaceType(type), info);
    });
}

const fieldResolver: GraphQLFieldResolver<unknown, Resolving> = (source, args, resolving, info) =>
  resolving.field(source, args, info);

/** Makes the subgraph of these definitions. */
export function fakeService({ name, typeDefs }: { name: string; typeDefs: DocumentNode }): FakeService {
  const schema = buildSubgraphSchema({ typeDefs });
  resolveEntitiesAlone(schema);
  const documents = new Map<string, ServiceDocument>();
  const read = (query: string) => {
    const known = documents.get(query);
    if (known) return known;
    const document = serviceDocument(query);
    documents.set(query, document);
    return document;
  };
  return {
    name,
    typeDefs,
    schema,
    read,
    answer: async (query, variableValues, contextValue) =>
      execute({ schema, document: read(query).document, variableValues, contextValue, fieldResolver }),
  };
}

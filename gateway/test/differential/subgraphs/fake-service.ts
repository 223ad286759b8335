import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  execute,
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
  entity(reference: Record<string, unknown>, isInterface: boolean, info: GraphQLResolveInfo): unknown;
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

/** The reference resolvers of all types: buildSubgraphSchema gives none to types that have no key. */
function referenceResolvers(typeDefs: DocumentNode): Record<string, object> {
  const resolvers: Record<string, object> = {};
  for (const definition of typeDefs.definitions) {
    const isInterface = definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
    if (!isInterface && definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    if (!definition.directives?.some(({ name }) => name.value === 'key')) continue;
    resolvers[definition.name.value] = {
      // never throws at once: that would fail the whole call
      __resolveReference: async (
        reference: Record<string, unknown>,
        resolving: Resolving,
        info: GraphQLResolveInfo,
      ) => resolving.entity(reference, isInterface, info),
    };
  }
  return resolvers;
}

const fieldResolver: GraphQLFieldResolver<unknown, Resolving> = (source, args, resolving, info) =>
  resolving.field(source, args, info);

/** Makes the subgraph of these definitions. */
export function fakeService({ name, typeDefs }: { name: string; typeDefs: DocumentNode }): FakeService {
  const schema = buildSubgraphSchema({ typeDefs, resolvers: referenceResolvers(typeDefs) as never });
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

import {
  executeSync,
  Kind,
  OperationTypeNode,
  visit,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { SelectedField } from './selected-fields.ts';

/** Fields of the schema itself, asked for beside others, as an operation of its own. */
function documentFor(
  { nodes }: SelectedField,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): DocumentNode {
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  const used = new Set<string>();
  for (const part of [...nodes, ...fragments])
    visit(part, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: [
      {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        variableDefinitions,
        selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
      },
      ...fragments,
    ],
  };
}

/** Makes the function that writes what the API schema says of itself for a field such as `__schema`, as JSON. */
export const createIntrospection =
  (schema: GraphQLSchema, operation: OperationDefinitionNode, document: DocumentNode) =>
  (field: SelectedField, variableValues: Readonly<Record<string, unknown>>): string => {
    const asked = documentFor(field, operation, document);
    const { data, errors } = executeSync({ schema, document: asked, rootValue: {}, variableValues });
    if (errors?.[0]) throw errors[0];
    return JSON.stringify(data?.[field.responseName] ?? null);
  };

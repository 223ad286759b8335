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
): { document: DocumentNode; hasVariables: boolean } {
  const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
  const used = new Set<string>();
  for (const part of [...nodes, ...fragments])
    visit(part, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = operation.variableDefinitions?.filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const asked: DocumentNode = {
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
  return { document: asked, hasVariables: used.size > 0 };
}

/**
 * Makes the function that writes what the API schema says of itself for a field such as `__schema`, as JSON.
 * Where no variable has a say the text is kept: tools ask for it again and again.
 */
export function createIntrospection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  document: DocumentNode,
): (field: SelectedField, variables: Readonly<Record<string, unknown>>) => string {
  const texts = new Map<SelectedField, string>();
  return (field, variableValues) => {
    const known = texts.get(field);
    if (known !== undefined) return known;
    const asked = documentFor(field, operation, document);
    const { data, errors } = executeSync({ schema, document: asked.document, rootValue: {}, variableValues });
    if (errors?.[0]) throw errors[0];
    const text = JSON.stringify(data?.[field.responseName] ?? null);
    if (!asked.hasVariables) texts.set(field, text);
    return text;
  };
}

import {
  isCompositeType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import type { IsDenied } from './denials.ts';

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Leaves out of a document what its caller may not see, so that no subgraph is asked for it. Where nothing is
 * left of a selection the object itself is still asked for: it is there, with nulls in it.
 */
export function filterDocument(
  schema: GraphQLSchema,
  document: DocumentNode,
  isDenied: IsDenied,
): DocumentNode {
  const types = new TypeInfo(schema);
  return visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        if (!isCompositeType(parent) || isDenied(parent, node.name.value)) return null;
        return undefined;
      },
      SelectionSet: {
        leave: (node) => (node.selections.length === 0 ? { ...node, selections: [TYPENAME] } : undefined),
      },
    }),
  );
}

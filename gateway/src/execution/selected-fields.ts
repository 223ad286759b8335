import {
  getNamedType,
  GraphQLNonNull,
  GraphQLString,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { isOfType } from './type-conditions.ts';

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

/** A selection set together with the type that it is made on and the fragments of its document. */
export type Selection = { on: GraphQLCompositeType; set: SelectionSetNode; fragments: Fragments };

/** One field of an answer, wherever in the document it is selected. */
export type SelectedField = {
  responseName: string;
  name: string;
  /** as declared by the type that the field is first selected on, as Apollo's gateway has it */
  type: GraphQLOutputType;
  parent: GraphQLCompositeType;
  nodes: FieldNode[];
  selections: Selection[];
};

/** What decides which selections count. */
export type SelectionRules = {
  schema: GraphQLSchema;
  /** the values of the variables that @skip and @include hang on */
  conditions: ReadonlyMap<string, boolean>;
};

const TYPENAME = new GraphQLNonNull(GraphQLString);

export const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions.flatMap((d) => (d.kind === Kind.FRAGMENT_DEFINITION ? [[d.name.value, d]] : [])),
  );

function isIncluded(node: SelectionNode, { conditions }: SelectionRules): boolean {
  return (node.directives ?? []).every(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = args?.[0]?.value;
    const holds =
      value?.kind === Kind.VARIABLE
        ? (conditions.get(value.name.value) ?? false)
        : value?.kind === Kind.BOOLEAN && value.value;
    return holds === (name.value === 'include');
  });
}

function typeOfField(parent: GraphQLCompositeType, name: string): GraphQLOutputType | undefined {
  return 'getFields' in parent ? parent.getFields()[name]?.type : undefined;
}

/**
 * The fields that are selected on an object of this type, in the order in which they are first selected.
 * `__typename` and introspection come with the type String!.
 */
export function selectedFields(
  rules: SelectionRules,
  selections: readonly Selection[],
  runtimeType: GraphQLCompositeType,
): Map<string, SelectedField> {
  const fields = new Map<string, SelectedField>();

  function addField(node: FieldNode, parent: GraphQLCompositeType, fragments: Fragments): void {
    const name = node.name.value;
    const responseName = node.alias?.value ?? name;
    const type = typeOfField(parent, name) ?? TYPENAME;
    const field = fields.get(responseName) ?? { responseName, name, type, parent, nodes: [], selections: [] };
    field.nodes.push(node);
    const on = getNamedType(type);
    if (node.selectionSet && isCompositeType(on))
      field.selections.push({ on, set: node.selectionSet, fragments });
    fields.set(responseName, field);
  }

  // a fragment that is spread many times adds nothing after the first, and may be in others of its kind
  const seen = new Set<SelectionSetNode>();

  function collect({ set, on, fragments }: Selection): void {
    if (seen.has(set)) return;
    seen.add(set);
    for (const node of set.selections) {
      if (!isIncluded(node, rules)) continue;
      if (node.kind === Kind.FIELD) {
        addField(node, on, fragments);
        continue;
      }
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition?.name.value ?? on.name;
      if (!isOfType(rules.schema, runtimeType.name, condition)) continue;
      const type = rules.schema.getType(condition) as GraphQLCompositeType;
      collect({ set: fragment.selectionSet, on: type, fragments });
    }
  }

  for (const selection of selections) collect(selection);
  return fields;
}

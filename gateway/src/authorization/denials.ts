import {
  getNamedType,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** An operation may reach one field by very many paths; nobody reads that many errors. */
const MAX_DENIALS = 1_000;

/** What @skip or @include hangs on: a variable or a value, and which of the two makes the field count. */
type Condition = { variable: string | undefined; value: boolean; wanted: boolean };

/** A field that the caller may not see, `@` standing for every element of a list, and when it is asked for. */
export type Denial = { path: readonly string[]; conditions: readonly Condition[] };

/** Whether the caller may not see a field of this type. */
export type IsDenied = (parent: GraphQLCompositeType, field: string) => boolean;

function conditionsOf(node: SelectionNode): Condition[] {
  return (node.directives ?? []).flatMap(({ name, arguments: args }) => {
    if (name.value !== 'skip' && name.value !== 'include') return [];
    const value = args?.[0]?.value;
    return [
      {
        variable: value?.kind === Kind.VARIABLE ? value.name.value : undefined,
        value: value?.kind === Kind.BOOLEAN && value.value,
        wanted: name.value === 'include',
      },
    ];
  });
}

function listMarks(type: GraphQLOutputType): string[] {
  if (isNonNullType(type)) return listMarks(type.ofType as GraphQLOutputType);
  return isListType(type) ? ['@', ...listMarks(type.ofType)] : [];
}

const prefixed = (
  path: readonly string[],
  conditions: readonly Condition[],
  denials: readonly Denial[],
): Denial[] =>
  denials.map((denial) => ({
    path: [...path, ...denial.path],
    conditions: [...conditions, ...denial.conditions],
  }));

/** Finds the paths at which an operation asks for what its caller may not see. */
export function findDenials(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  isDenied: IsDenied,
): Denial[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  // a fragment is looked through once, wherever it is spread
  const known = new Map<SelectionSetNode, Denial[]>();

  function within(set: SelectionSetNode, on: GraphQLCompositeType): Denial[] {
    const before = known.get(set);
    if (before) return before;
    const found = new Map<string, Denial>();
    for (const node of set.selections) {
      for (const denial of node.kind === Kind.FIELD ? ofField(node, on) : ofFragment(node, on)) {
        if (found.size < MAX_DENIALS) found.set(JSON.stringify(denial), denial);
      }
    }
    const denials = [...found.values()];
    known.set(set, denials);
    return denials;
  }

  function ofField(node: FieldNode, on: GraphQLCompositeType): Denial[] {
    const name = node.name.value;
    const responseName = node.alias?.value ?? name;
    if (isDenied(on, name)) return [{ path: [responseName], conditions: conditionsOf(node) }];
    const type = 'getFields' in on ? on.getFields()[name]?.type : undefined;
    const below = type && getNamedType(type);
    if (!type || !isCompositeType(below) || !node.selectionSet) return [];
    return prefixed([responseName, ...listMarks(type)], conditionsOf(node), within(node.selectionSet, below));
  }

  function ofFragment(node: Exclude<SelectionNode, FieldNode>, on: GraphQLCompositeType): Denial[] {
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    const type = schema.getType(fragment?.typeCondition?.name.value ?? on.name);
    if (!fragment || !isCompositeType(type)) return [];
    return prefixed([], conditionsOf(node), within(fragment.selectionSet, type));
  }

  const root = schema.getRootType(operation.operation);
  return root ? within(operation.selectionSet, root) : [];
}

/** Whether these values of the variables have the field asked for at all. */
export const isAskedFor = ({ conditions }: Denial, values: ReadonlyMap<string, boolean>): boolean =>
  conditions.every(
    ({ variable, value, wanted }) =>
      (variable === undefined ? value : (values.get(variable) ?? false)) === wanted,
  );

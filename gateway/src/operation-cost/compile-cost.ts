import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  Kind,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { fragmentsOf } from '../execution/selected-fields.ts';
import { argumentsCost, argumentValue, type Variables } from './arguments.ts';
import type { CostDirectives, ListSize } from './cost-directives.ts';

/** How long a list is taken to be of which the schema says nothing. */
const DEFAULT_LIST_SIZE = 10;

/** What every mutation costs beside what it gives. */
const MUTATION_COST = 10;

/** One estimate under way. */
type Run = {
  variables: Variables;
  /** told of each argument that says how long a list is to be */
  onSlice: (argument: string, value: unknown) => void;
};

/** What a part of an operation costs. `listSize` is how long the parent's field says that its lists are. */
type Cost = (run: Run, listSize: number | undefined) => number;

type Condition = (variables: Variables) => boolean;

/** The value of a condition. Null stands for a variable's default, as it does when the operation is run. */
function conditionValue(value: ValueNode, defaults: Variables): Condition {
  if (value.kind !== Kind.VARIABLE) return () => value.kind === Kind.BOOLEAN && value.value;
  const name = value.name.value;
  return (variables) => (variables[name] ?? defaults[name]) === true;
}

/** Whether @skip and @include let a selection count; undefined where it has neither. */
function conditionOf({ directives }: SelectionNode, defaults: Variables): Condition | undefined {
  const conditions = (directives ?? []).flatMap(({ name, arguments: args }) => {
    const value = args?.[0]?.value;
    if (!value || (name.value !== 'skip' && name.value !== 'include')) return [];
    const wanted = name.value === 'include';
    const valueOf = conditionValue(value, defaults);
    return [(variables: Variables) => valueOf(variables) === wanted];
  });
  return conditions.length === 0 ? undefined : (variables) => conditions.every((holds) => holds(variables));
}

/** Values by name, without those that every object has. */
const values = (...sources: Variables[]): Variables =>
  Object.assign(Object.create(null) as Record<string, unknown>, ...sources) as Variables;

const variableDefaults = ({ variableDefinitions = [] }: OperationDefinitionNode): Variables =>
  values(
    ...variableDefinitions.map(({ variable, defaultValue }) =>
      defaultValue ? { [variable.name.value]: valueFromASTUntyped(defaultValue) } : {},
    ),
  );

/**
 * Compiles how an operation's cost follows from its variables. An object costs 1 and a scalar nothing, as often as
 * its list is long, and @cost and @listSize say otherwise, as in IBM's cost specification; an input object costs 1,
 * as in Apollo's router; each mutation costs 10 more.
 * @see https://ibm.github.io/graphql-specs/cost-spec.html
 */
export function compileCost(
  schema: GraphQLSchema,
  directives: CostDirectives,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): (variables: Variables, onSlice: Run['onSlice']) => number {
  const fragments = fragmentsOf(document);
  const root = schema.getRootType(operation.operation);
  const defaults = variableDefaults(operation);

  function sizeOf(
    { assumedSize, slicingArguments }: ListSize,
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
  ) {
    const slices = field.args
      .filter(({ name }) => slicingArguments.includes(name))
      .map((definition) => ({ name: definition.name, valueOf: argumentValue(definition, node) }));
    return ({ variables, onSlice }: Run): number | undefined => {
      const sizes: number[] = [];
      for (const { name, valueOf } of slices) {
        const value = valueOf(variables);
        if (value === undefined || value === null) continue;
        onSlice(name, value);
        if (typeof value === 'number' && value >= 0) sizes.push(value);
      }
      return sizes.length > 0 ? Math.max(...sizes) : assumedSize;
    };
  }

  function costOfField(node: FieldNode, on: GraphQLCompositeType, isSized: boolean): Cost | undefined {
    const field = 'getFields' in on ? on.getFields()[node.name.value] : undefined;
    if (!field) return undefined;
    const named = getNamedType(field.type);
    const isComposite = isCompositeType(named);
    const weight = directives.weightOf(field) ?? directives.weightOf(named) ?? (isComposite ? 1 : 0);
    const extra = on === schema.getMutationType() ? MUTATION_COST : 0;
    const listSize = directives.listSizeOf(field);
    const ownSize = listSize && sizeOf(listSize, field, node);
    const within =
      isComposite && node.selectionSet ? costsWithin(node.selectionSet, named, listSize?.sizedFields) : [];
    const given = argumentsCost(field, node, directives);
    if (weight + extra === 0 && !ownSize && within.length === 0 && !given) return undefined;
    const isList = isListType(getNullableType(field.type));
    return (run, parentSize) => {
      const size = ownSize?.(run);
      const times = isList ? ((isSized ? parentSize : undefined) ?? size ?? DEFAULT_LIST_SIZE) : 1;
      let each = weight;
      for (const part of within) each += part(run, size);
      return times * each + (given?.(run.variables) ?? 0) + extra;
    };
  }

  /** The parts of a selection that cost anything, fragments taken apart. */
  function costsWithin(
    set: SelectionSetNode,
    on: GraphQLCompositeType,
    sizedFields?: ReadonlySet<string>,
  ): Cost[] {
    return set.selections.flatMap((node) => {
      const condition = conditionOf(node, defaults);
      const parts = costsOfSelection(node, on, sizedFields);
      if (!condition) return parts;
      return parts.map(
        (part): Cost =>
          (run, size) =>
            condition(run.variables) ? part(run, size) : 0,
      );
    });
  }

  function costsOfSelection(
    node: SelectionNode,
    on: GraphQLCompositeType,
    sizedFields?: ReadonlySet<string>,
  ): Cost[] {
    if (node.kind === Kind.FIELD) {
      const part = costOfField(node, on, sizedFields?.has(node.name.value) ?? false);
      return part ? [part] : [];
    }
    const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
    const type = schema.getType(fragment?.typeCondition?.name.value ?? on.name);
    return fragment && isCompositeType(type) ? costsWithin(fragment.selectionSet, type, sizedFields) : [];
  }

  const parts = root ? costsWithin(operation.selectionSet, root) : [];
  return (given, onSlice) => {
    const run = { variables: values(defaults, given), onSlice };
    let cost = 0;
    for (const part of parts) cost += part(run, undefined);
    return cost;
  };
}

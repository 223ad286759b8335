import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import type { CostDirectives } from './cost-directives.ts';

/** The values of an operation's variables, defaults filled in; an object without a prototype. */
export type Variables = Readonly<Record<string, unknown>>;

/** Gives a value once the variables are known. */
export type ValueOf = (variables: Variables) => unknown;

/** The value that a field's argument has: given, by variable or by default, for which null stands too. */
export function argumentValue(definition: GraphQLArgument, node: FieldNode): ValueOf {
  const given: ValueNode | undefined = node.arguments?.find(
    ({ name }) => name.value === definition.name,
  )?.value;
  if (given?.kind === 'Variable') {
    const name = given.name.value;
    return (variables) => variables[name] ?? definition.defaultValue;
  }
  if (!given) return () => definition.defaultValue;
  return (variables) => valueFromASTUntyped(given, variables) ?? definition.defaultValue;
}

/** What a value of a type weighs: an input object 1, a scalar nothing, unless @cost says otherwise. */
function weigh(
  value: unknown,
  type: GraphQLInputType,
  weight: number | undefined,
  directives: CostDirectives,
): number {
  if (value === undefined || value === null) return 0;
  const nullable = getNullableType(type);
  if (Array.isArray(value)) {
    const item = isListType(nullable) ? nullable.ofType : nullable;
    return value.reduce<number>((sum, each) => sum + weigh(each, item, weight, directives), 0);
  }
  const named = getNamedType(type);
  const own = weight ?? directives.weightOf(named);
  if (!isInputObjectType(named) || typeof value !== 'object') return own ?? 0;
  const fields = named.getFields();
  return Object.entries(value).reduce((sum, [name, each]) => {
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    return field ? sum + weigh(each, field.type, directives.weightOf(field), directives) : sum;
  }, own ?? 1);
}

/** What a field's arguments cost; undefined where they never cost anything. */
export function argumentsCost(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  directives: CostDirectives,
): ((variables: Variables) => number) | undefined {
  const weighing = field.args
    .filter((definition) => {
      const named = getNamedType(definition.type);
      return (
        isInputObjectType(named) ||
        (directives.weightOf(definition) ?? directives.weightOf(named)) !== undefined
      );
    })
    .map((definition) => {
      const valueOf = argumentValue(definition, node);
      const weight = directives.weightOf(definition);
      return (variables: Variables) => weigh(valueOf(variables), definition.type, weight, directives);
    });
  if (weighing.length === 0) return undefined;
  return (variables) => weighing.reduce((sum, each) => sum + each(variables), 0);
}

import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredInputField,
  type GraphQLInputType,
} from 'graphql';
import type { Chance } from '../chance.ts';

/** Enough for input types that contain themselves. */
const DEEPEST = 3;

const CUSTOM: readonly unknown[] = [
  '2026-11-25T00:44:02Z',
  'x"y\\z',
  12,
  -1.5,
  true,
  [1, ['a']],
  { a: { b: null } },
];

/** A JSON value that an input type accepts. */
export function inputValue(type: GraphQLInputType, chance: Chance, depth = 0): unknown {
  if (!isNonNullType(type) && chance.percent(8)) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    // one item stands for a list of one
    if (chance.percent(15)) return inputValue(nullable.ofType, chance, depth + 1);
    const length = chance.below(depth > DEEPEST ? 1 : 3);
    return Array.from({ length }, () => inputValue(nullable.ofType, chance, depth + 1));
  }
  if (isEnumType(nullable)) return chance.pick(nullable.getValues()).name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields()).filter(
      (field) => isRequiredInputField(field) || (depth < DEEPEST && chance.percent(50)),
    );
    return Object.fromEntries(fields.map((field) => [field.name, inputValue(field.type, chance, depth + 1)]));
  }
  switch (nullable.toString()) {
    case 'Int':
      return chance.below(9) - 2;
    case 'Float':
      return chance.pick([0, 1, 2.5, -1e30]);
    case 'Boolean':
      return chance.percent(50);
    case 'ID':
      return chance.pick(['id-1', 'id-2', 3]);
    case 'String':
      return chance.pick(['a', '', 'say "hi" \\', 'ñ😀']);
    default:
      return chance.pick(CUSTOM);
  }
}

/** The same value as it is written in an operation. */
export function literal(value: unknown, type: GraphQLInputType | undefined): string {
  const nullable = type && getNullableType(type);
  if (Array.isArray(value)) {
    const items = isListType(nullable) ? nullable.ofType : undefined;
    return `[${value.map((item) => literal(item, items)).join(', ')}]`;
  }
  if (isListType(nullable)) return literal(value, nullable.ofType);
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(nullable) ? nullable.getFields() : {};
    return `{ ${Object.entries(value)
      .map(([name, inner]) => `${name}: ${literal(inner, fields[name]?.type)}`)
      .join(', ')} }`;
  }
  return isEnumType(nullable) ? String(value) : JSON.stringify(value);
}

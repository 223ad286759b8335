import { isEnumType, type GraphQLLeafType } from 'graphql';
import { NEEDS_ESCAPING } from './json-text.ts';

/** Appends a value as JSON to the parts of a text; false, and nothing appended, where it is none of the type. */
export type LeafWriter = (value: unknown, parts: string[]) => boolean;

const INTEGER = /^-?\d+$/;

const writeInteger: LeafWriter = (value, parts) => {
  if (typeof value !== 'number') return false;
  const text = String(value);
  if (!INTEGER.test(text)) return false;
  parts.push(text);
  return true;
};

const writeString: LeafWriter = (value, parts) => {
  if (typeof value !== 'string') return false;
  if (NEEDS_ESCAPING.test(value)) parts.push(JSON.stringify(value));
  else parts.push('"', value, '"');
  return true;
};

const writeFloat: LeafWriter = (value, parts) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) return false;
  parts.push(String(value));
  return true;
};

const writeBoolean: LeafWriter = (value, parts) => {
  if (typeof value !== 'boolean') return false;
  parts.push(value ? 'true' : 'false');
  return true;
};

/** What each of the scalars of GraphQL itself may be in an answer, as Apollo's gateway has it. */
const SPECIFIED = new Map<string, LeafWriter>([
  ['Int', writeInteger],
  ['Float', writeFloat],
  ['String', writeString],
  ['ID', (value, parts) => writeString(value, parts) || writeInteger(value, parts)],
  ['Boolean', writeBoolean],
]);

const writeCustom: LeafWriter = (value, parts) => {
  if (writeString(value, parts)) return true;
  try {
    parts.push(JSON.stringify(value));
    return true;
  } catch {
    // nested deeper than the stack goes
    return false;
  }
};

/** The writer of a scalar or enum; a scalar of our own is what its subgraph says it is. */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value, parts) => {
      const text = texts.get(value);
      if (text !== undefined) parts.push(text);
      return text !== undefined;
    };
  }
  return SPECIFIED.get(type.name) ?? writeCustom;
}

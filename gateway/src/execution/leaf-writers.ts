import { isEnumType, specifiedScalarTypes, type GraphQLLeafType } from 'graphql';
import { quote } from './json-text.ts';

/** Writes a value as JSON; undefined where it is none of the type. */
export type LeafWriter = (value: unknown) => string | undefined;

const INTEGER = /^-?\d+$/;

const writeInteger: LeafWriter = (value) => {
  if (typeof value !== 'number') return undefined;
  const text = String(value);
  return INTEGER.test(text) ? text : undefined;
};
const writeString: LeafWriter = (value) => (typeof value === 'string' ? quote(value) : undefined);

/** What each of the scalars of GraphQL itself may be in an answer, as Apollo's gateway has it. */
const SPECIFIED: Record<string, LeafWriter> = {
  Int: writeInteger,
  Float: (value) => (typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined),
  String: writeString,
  ID: (value) => writeString(value) ?? writeInteger(value),
  Boolean: (value) => (typeof value === 'boolean' ? String(value) : undefined),
};

const writeCustom: LeafWriter = (value) => (typeof value === 'string' ? quote(value) : JSON.stringify(value));

/** The writer of a scalar or enum; a scalar of our own is what its subgraph says it is. */
export function leafWriter(type: GraphQLLeafType): LeafWriter {
  if (isEnumType(type)) {
    const texts = new Map<unknown, string>(type.getValues().map(({ name }) => [name, `"${name}"`]));
    return (value) => texts.get(value);
  }
  return (specifiedScalarTypes.some(({ name }) => name === type.name) && SPECIFIED[type.name]) || writeCustom;
}

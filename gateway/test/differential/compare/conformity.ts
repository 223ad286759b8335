import { isDeepStrictEqual } from 'node:util';
import { execute, isNonNullType, isObjectType, type GraphQLSchema } from 'graphql';
import type { Planned } from '../sides/planned.ts';
import type { SideAnswer } from '../sides/side.ts';
import type { TestedSupergraph } from '../supergraphs.ts';

/** Marks an object whose type its data do not tell. */
class Untold extends Error {}

/** The stock executor goes by the field of the interface that a fragment is on, and so does ours. */
function isNullableInInterface(schema: GraphQLSchema, message: string): boolean {
  const [, typeName = '', fieldName = ''] = /non-nullable field (\w+)\.(\w+)\.$/.exec(message) ?? [];
  const type = schema.getType(typeName);
  if (!isObjectType(type)) return false;
  const declared = type.getInterfaces().flatMap((parent) => parent.getFields()[fieldName] ?? []);
  return declared.some((field) => !isNonNullType(field.type));
}

/** A value without its leaves: a number passes for an ID, which graphql-js would write as a string. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value !== 'object' || value === null) return typeof value === 'object';
  return new Map(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]));
}

/**
 * Whether an answer's data are what the schema promises for the operation: graphql-js reads them as they are.
 * Nothing is said of answers that hold an object of an interface or union without its `__typename`.
 */
export function conforms(
  { apiSchema: schema }: TestedSupergraph,
  { operation: { document, operationName, variables: variableValues } }: Planned,
  { data }: SideAnswer,
): string[] {
  if (data === undefined) return ['no data at all'];
  if (data === null) return [];
  const result = execute({
    schema,
    document,
    operationName,
    variableValues,
    rootValue: data,
    fieldResolver: (source: Record<string, unknown>, _args, _context, { path }) =>
      Object.hasOwn(source, path.key) ? source[path.key] : undefined,
    typeResolver: (source: Record<string, unknown>) => {
      if (typeof source['__typename'] === 'string') return source['__typename'];
      throw new Untold();
    },
  });
  if (result instanceof Promise) throw new Error('Reading what is there takes no time');
  if (result.errors?.some(({ originalError }) => originalError instanceof Untold)) return [];
  const all = result.errors ?? [];
  const strict = all.filter(({ message }) => !isNullableInInterface(schema, message));
  const errors = strict.map(({ message, path }) => `against the schema at ${path?.join('.')}: ${message}`);
  const same = isDeepStrictEqual(shapeOf(result.data), shapeOf(data));
  return same || all.length > 0 ? errors : ['more or less data than was asked for'];
}

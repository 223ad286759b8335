import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql';

type Deprecable = { deprecationReason?: string | null | undefined };

/** A field, argument, input field or enum value, by its path `Type.member.argument`. */
function deprecable(schema: GraphQLSchema, path: string): Deprecable | undefined {
  const [typeName = '', member = '', argument] = path.split('.');
  const type = schema.getType(typeName);
  if (isEnumType(type)) return type.getValue(member) ?? undefined;
  if (isInputObjectType(type)) return type.getFields()[member];
  if (!isObjectType(type) && !isInterfaceType(type)) return undefined;
  const field = type.getFields()[member];
  return argument === undefined ? field : field?.args.find(({ name }) => name === argument);
}

const dateOf = (reason: string): string | undefined => /\d{4}-\d{2}-\d{2}$/.exec(reason)?.[0];

/**
 * Whether something was deprecated until a day before this one.
 * @param today `YYYY-MM-DD`
 */
export function mayBeGone(schema: GraphQLSchema, path: string, today: string): boolean {
  const date = dateOf(deprecable(schema, path)?.deprecationReason ?? '');
  return date !== undefined && today > date;
}

/**
 * What to do before something is removed, by the deprecation that it had; undefined where nothing can be deprecated,
 * or where its date has passed.
 * @param today `YYYY-MM-DD`
 */
export function deprecationAdvice(schema: GraphQLSchema, path: string, today: string): string | undefined {
  const removed = deprecable(schema, path);
  if (!removed) return undefined;
  const reason = removed.deprecationReason;
  if (reason === null || reason === undefined) return 'deprecate it first, with a date';
  const date = dateOf(reason);
  if (date === undefined) return 'its deprecation has no date: give it one first';
  return today > date ? undefined : `its deprecation lets it go after ${date}`;
}

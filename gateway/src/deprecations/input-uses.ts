import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** Takes the coordinate of something deprecated that is used. */
export type Tell = (coordinate: string) => void;

type Deprecable = { deprecationReason?: string | null | undefined };

export const isDeprecated = (element: Deprecable | null | undefined): boolean =>
  typeof element?.deprecationReason === 'string';

/** The types of a schema whose values may use something that is deprecated, as enum values and fields of inputs. */
export function carriersIn(schema: GraphQLSchema): ReadonlySet<GraphQLNamedType> {
  const types = Object.values(schema.getTypeMap());
  const inputs = types
    .filter(isInputObjectType)
    .map((type) => ({ type, fields: Object.values(type.getFields()) }));
  const carriers = new Set<GraphQLNamedType>([
    ...types.filter(isEnumType).filter((type) => type.getValues().some(isDeprecated)),
    ...inputs.filter(({ fields }) => fields.some(isDeprecated)).map(({ type }) => type),
  ]);
  for (let known = -1; known < carriers.size;) {
    known = carriers.size;
    for (const { type, fields } of inputs)
      if (fields.some((field) => carriers.has(getNamedType(field.type)))) carriers.add(type);
  }
  return carriers;
}

/** Tells what a value uses that is deprecated; one that is not of its type has nothing more to tell. */
export function usesInValue(
  type: GraphQLInputType,
  value: unknown,
  carriers: ReadonlySet<GraphQLNamedType>,
  tell: Tell,
): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) {
    usesInValue(type.ofType, value, carriers, tell);
  } else if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) usesInValue(type.ofType, item, carriers, tell);
  } else if (!carriers.has(type)) {
    return;
  } else if (isEnumType(type)) {
    if (typeof value === 'string' && isDeprecated(type.getValue(value))) tell(`${type.name}.${value}`);
  } else if (isInputObjectType(type) && typeof value === 'object') {
    for (const field of Object.values(type.getFields())) {
      if (!Object.hasOwn(value, field.name)) continue;
      if (isDeprecated(field)) tell(`${type.name}.${field.name}`);
      usesInValue(field.type, (value as Record<string, unknown>)[field.name], carriers, tell);
    }
  }
}

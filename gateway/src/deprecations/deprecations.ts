import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  separateOperations,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { carriersIn, isDeprecated, usesInValue } from './input-uses.ts';

type Variables = Readonly<Record<string, unknown>>;

/** What is deprecated in a schema, by `Type.field`, `Type.field.argument`, `Enum.VALUE` and `Input.field`. */
export type Deprecations = {
  coordinates: readonly string[];
  /**
   * What of it an operation of a valid document uses, each once: what the document itself names, also where `@skip`
   * leaves it out, and what these variables give. The document is gone through once, for as long as it is kept.
   */
  usedBy(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables,
  ): ReadonlySet<string>;
};

/** What an operation uses whatever its variables, and the variables that may use more. */
type Uses = { named: ReadonlySet<string>; carried: readonly { name: string; type: GraphQLInputType }[] };

function coordinatesOf(type: GraphQLNamedType): string[] {
  const of = (
    path: string,
    members: readonly { name: string; deprecationReason?: string | null | undefined }[],
  ) => members.filter(isDeprecated).map(({ name }) => `${path}.${name}`);
  if (isEnumType(type)) return of(type.name, type.getValues());
  if (isInputObjectType(type)) return of(type.name, Object.values(type.getFields()));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  const fields = Object.values(type.getFields());
  return [...of(type.name, fields), ...fields.flatMap(({ name, args }) => of(`${type.name}.${name}`, args))];
}

/** The coordinates that a document names. */
function namedIn(document: DocumentNode, schema: GraphQLSchema): Set<string> {
  const named = new Set<string>();
  const info = new TypeInfo(schema);
  const add = (...path: (string | undefined)[]) => named.add(path.join('.'));
  visit(
    document,
    visitWithTypeInfo(info, {
      Field({ name }) {
        if (isDeprecated(info.getFieldDef())) add(info.getParentType()?.name, name.value);
      },
      Argument({ name }) {
        if (!info.getDirective() && isDeprecated(info.getArgument()))
          add(info.getParentType()?.name, info.getFieldDef()?.name, name.value);
      },
      ObjectField({ name }) {
        const given = info.getParentInputType();
        const type = given && getNamedType(given);
        if (isInputObjectType(type) && isDeprecated(type.getFields()[name.value])) add(type.name, name.value);
      },
      EnumValue({ value }) {
        const type = info.getInputType();
        if (type && isDeprecated(info.getEnumValue())) add(getNamedType(type).name, value);
      },
    }),
  );
  return named;
}

/** Reads what is deprecated in the schema that clients know; undefined where nothing is. */
export function readDeprecations(schema: GraphQLSchema): Deprecations | undefined {
  const coordinates = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(coordinatesOf);
  if (coordinates.length === 0) return undefined;
  const carriers = carriersIn(schema);
  const known = new WeakMap<OperationDefinitionNode, Uses>();

  function usesOf(document: DocumentNode, operation: OperationDefinitionNode): Uses {
    const own = separateOperations(document)[operation.name?.value ?? ''] ?? document;
    const carried = (operation.variableDefinitions ?? []).flatMap((definition) => {
      const type = typeFromAST(schema, definition.type) as GraphQLInputType | undefined;
      return type && carriers.has(getNamedType(type)) ? [{ name: definition.variable.name.value, type }] : [];
    });
    return { named: namedIn(own, schema), carried };
  }

  return {
    coordinates,
    usedBy: (document, operation, variables) => {
      const uses = known.get(operation) ?? usesOf(document, operation);
      known.set(operation, uses);
      if (uses.carried.length === 0) return uses.named;
      const used = new Set(uses.named);
      for (const { name, type } of uses.carried)
        if (Object.hasOwn(variables, name))
          usesInValue(type, variables[name], carriers, (coordinate) => used.add(coordinate));
      return used;
    },
  };
}

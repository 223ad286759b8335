import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

const withValues = (type: GraphQLNamedType): string[] => [
  type.name,
  ...(isEnumType(type) ? type.getValues().map(({ name }) => `${type.name}.${name}`) : []),
];

/** All that a variable of a type may carry; `met` has the types that have been followed. */
function carriedBy(type: GraphQLNamedType, met = new Set<GraphQLNamedType>()): string[] {
  if (met.has(type)) return [];
  met.add(type);
  const fields = isInputObjectType(type) ? Object.values(type.getFields()) : [];
  return [
    ...withValues(type),
    ...fields.flatMap((field) => [`${type.name}.${field.name}`, ...carriedBy(getNamedType(field.type), met)]),
  ];
}

/**
 * What a document uses of a schema, by `Type`, `Type.field`, `Type.field.argument`, `Enum.VALUE`, `Input.field` and
 * `@directive`. A variable may carry whatever its type allows; a field of an enum may give any of its values; a field
 * of an interface is one of all its types too. What the schema does not know is passed over.
 */
export function usesOf(document: DocumentNode, schema: GraphQLSchema): Set<string> {
  const uses = new Set<string>();
  const info = new TypeInfo(schema);
  const parents = (): readonly GraphQLNamedType[] => {
    const parent = info.getParentType();
    if (!parent) return [];
    return isAbstractType(parent) ? [parent, ...schema.getPossibleTypes(parent)] : [parent];
  };
  const add = (names: readonly string[]) => names.forEach((name) => uses.add(name));
  const addInput = () => {
    const type = info.getInputType();
    if (type) uses.add(getNamedType(type).name);
  };
  const addFields = (rest: string) => {
    for (const { name } of parents()) uses.add(name).add(`${name}.${rest}`);
  };
  visit(
    document,
    visitWithTypeInfo(info, {
      Field(node) {
        const field = info.getFieldDef();
        if (!field) return;
        addFields(node.name.value);
        add(withValues(getNamedType(field.type)));
      },
      Argument(node) {
        addInput();
        const directive = info.getDirective();
        if (directive) uses.add(`@${directive.name}.${node.name.value}`);
        else if (info.getArgument()) addFields(`${info.getFieldDef()?.name ?? ''}.${node.name.value}`);
      },
      Directive(node) {
        uses.add(`@${node.name.value}`);
      },
      NamedType(node) {
        uses.add(node.name.value);
      },
      VariableDefinition() {
        const type = info.getInputType();
        if (type) add(carriedBy(getNamedType(type)));
      },
      ObjectField(node) {
        addInput();
        const type = info.getParentInputType();
        if (type) uses.add(`${getNamedType(type).name}.${node.name.value}`);
      },
      EnumValue(node) {
        const type = info.getInputType();
        if (type) uses.add(`${getNamedType(type).name}.${node.value}`);
      },
    }),
  );
  return uses;
}

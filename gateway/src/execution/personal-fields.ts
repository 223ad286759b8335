import {
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
} from 'graphql';

/** The coordinates, as `Ticket.code`, of fields whose value depends on who asks. */
export type PersonalFields = ReadonlySet<string>;

const isPersonalTag = ({ name, arguments: args }: ConstDirectiveNode): boolean =>
  name.value === 'tag' &&
  (args?.some((arg) => arg.value.kind === Kind.STRING && arg.value.value === 'personal') ?? false);

/** The fields that the supergraph tags as personal, one by one or with all their type. */
export function personalFields(supergraph: GraphQLSchema): PersonalFields {
  const coordinates = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const all = type.astNode?.directives?.some(isPersonalTag) ?? false;
    for (const field of Object.values(type.getFields())) {
      if (all || field.astNode?.directives?.some(isPersonalTag))
        coordinates.add(`${type.name}.${field.name}`);
    }
  }
  return coordinates;
}

/** The types by which a field of this one may have been tagged: what it implements, and what may stand for it. */
const kinOf = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly { name: string }[] => [
  type,
  ...('getInterfaces' in type ? type.getInterfaces() : []),
  ...(isAbstractType(type) ? schema.getPossibleTypes(type) : []),
];

/**
 * Whether a subgraph's answer to this operation may depend on who asks. A field whose type cannot be told
 * counts as one.
 */
export function selectsPersonal(
  supergraph: GraphQLSchema,
  personal: PersonalFields,
  document: DocumentNode,
): boolean {
  const types = new TypeInfo(supergraph);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        if (name.value === '__typename' || name.value === '_entities') return;
        const parent = types.getParentType();
        found ||=
          !parent || kinOf(supergraph, parent).some((type) => personal.has(`${type.name}.${name.value}`));
      },
    }),
  );
  return found;
}

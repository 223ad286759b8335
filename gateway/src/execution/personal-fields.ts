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

/**
 * The coordinates, as `Ticket.code`, of fields whose value depends on who asks, and the names of types of which
 * nobody sees all.
 */
export type PersonalFields = ReadonlySet<string>;

const isTag =
  (tag: string) =>
  ({ name, arguments: args }: ConstDirectiveNode): boolean =>
    name.value === 'tag' &&
    (args?.some((arg) => arg.value.kind === Kind.STRING && arg.value.value === tag) ?? false);

const isPersonalTag = isTag('personal');

/** The directives of authorisation, by the last of their name, whatever prefix a supergraph gives them. */
const AUTHORISATION = /(^|__)(authenticated|requiresScopes|policy)$/;

/** Not everybody may subscribe to it, so nobody takes part in what another has subscribed to. */
const isPrivate = ({ name }: ConstDirectiveNode): boolean => AUTHORISATION.test(name.value);

/**
 * What the supergraph tags as personal, and so the same fields of all that implements a tagged interface; subscriptions
 * too that not everybody may have.
 */
export function personalFields(supergraph: GraphQLSchema): PersonalFields {
  const found = new Set<string>();
  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const types = isInterfaceType(type) ? [type, ...supergraph.getPossibleTypes(type)] : [type];
    const all = type.astNode?.directives?.some(isPersonalTag) ?? false;
    if (all) for (const { name } of types) found.add(name);
    for (const field of Object.values(type.getFields())) {
      if (!all && !field.astNode?.directives?.some(isPersonalTag)) continue;
      for (const { name } of types) found.add(`${name}.${field.name}`);
    }
  }
  for (const field of Object.values(supergraph.getSubscriptionType()?.getFields() ?? {})) {
    if (field.astNode?.directives?.some(isPrivate)) found.add(`Subscription.${field.name}`);
  }
  return found;
}

/** The names of subscriptions that begin with something of their own, so that nobody takes part in one under way. */
export function unsharedSubscriptions(supergraph: GraphQLSchema): ReadonlySet<string> {
  const fields = Object.values(supergraph.getSubscriptionType()?.getFields() ?? {});
  return new Set(
    fields.filter(({ astNode }) => astNode?.directives?.some(isTag('unshared'))).map(({ name }) => name),
  );
}

/** The types that a field of this one may turn out to be a field of. */
const typesOf = (schema: GraphQLSchema, type: GraphQLCompositeType): readonly { name: string }[] =>
  isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];

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
      InlineFragment({ typeCondition }) {
        found ||= personal.has(typeCondition?.name.value ?? '');
      },
      Field({ name }) {
        if (name.value === '__typename' || name.value === '_entities') return;
        const parent = types.getParentType();
        found ||=
          !parent || typesOf(supergraph, parent).some((type) => personal.has(`${type.name}.${name.value}`));
      },
    }),
  );
  return found;
}

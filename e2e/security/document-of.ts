import { getNamedType, isCompositeType, type GraphQLField } from 'graphql';

/** `name`, with something selected where something must be. */
export const selecting = ({ name, type }: GraphQLField<unknown, unknown>): string =>
  isCompositeType(getNamedType(type)) ? `${name} { __typename }` : name;

/** A document that asks for one root field with these variables. */
export function documentOf(root: string, field: GraphQLField<unknown, unknown>, variables: object): string {
  const used = field.args.filter(({ name }) => name in variables);
  const head = used.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ');
  const passed = used.map(({ name }) => `${name}: $${name}`).join(', ');
  const call = selecting(field).replace(field.name, `${field.name}${passed && `(${passed})`}`);
  return `${root.toLowerCase()} ${head && `(${head})`} { ${call} }`;
}

import { Kind, type ConstDirectiveNode, type ConstValueNode, type GraphQLSchema } from 'graphql';

/** A feature that a supergraph is linked to, as https://specs.apollo.dev/link/v1.0 has it. */
export type Link = {
  url: string;
  /** `https://specs.apollo.dev/policy/v0.1` is of the feature `policy` */
  feature: string;
  purpose: string | undefined;
  /** the name in this supergraph of one of the feature's directives, without its @ */
  nameOf: (directive: string) => string;
};

/** The text of a string or an enum value. */
export const textOf = (value: ConstValueNode | undefined): string | undefined =>
  value?.kind === Kind.STRING || value?.kind === Kind.ENUM ? value.value : undefined;

/** A directive's argument. */
export const argumentOf = (directive: ConstDirectiveNode, name: string): ConstValueNode | undefined =>
  directive.arguments?.find((argument) => argument.name.value === name)?.value;

/** What a link imports, as pairs of a name there and its name here, each with its @. */
function importsOf(value: ConstValueNode | undefined): [string, string][] {
  if (value?.kind !== Kind.LIST) return [];
  return value.values.map((item) => {
    if (item.kind !== Kind.OBJECT) return [textOf(item) ?? '', textOf(item) ?? ''];
    const field = (name: string) => textOf(item.fields.find((each) => each.name.value === name)?.value);
    return [field('name') ?? '', field('as') ?? field('name') ?? ''];
  });
}

function linkOf(directive: ConstDirectiveNode): Link {
  const url = textOf(argumentOf(directive, 'url')) ?? '';
  const feature = url.split('/').at(-2) ?? '';
  const prefix = textOf(argumentOf(directive, 'as')) ?? feature;
  const imports = new Map(importsOf(argumentOf(directive, 'import')));
  return {
    url,
    feature,
    purpose: textOf(argumentOf(directive, 'for')),
    nameOf: (name) => imports.get(`@${name}`)?.slice(1) ?? (name === feature ? prefix : `${prefix}__${name}`),
  };
}

/** The features that a supergraph is linked to. */
export const linksOf = (supergraph: GraphQLSchema): Link[] =>
  [supergraph.astNode, ...supergraph.extensionASTNodes]
    .flatMap((node) => node?.directives ?? [])
    .filter(({ name }) => name.value === 'link')
    .map(linkOf);

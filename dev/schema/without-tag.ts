import { Kind, visit, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import type { SubgraphSdl } from './compose.ts';

const INACCESSIBLE: ConstDirectiveNode = {
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: 'federation__inaccessible' },
};

const isTagged = (directives: readonly ConstDirectiveNode[], tag: string): boolean =>
  directives.some(
    ({ name, arguments: given }) =>
      name.value === 'tag' && given?.some(({ value }) => value.kind === Kind.STRING && value.value === tag),
  );

const hideTagged = (sdl: DocumentNode, tag: string): DocumentNode =>
  visit(sdl, {
    enter(node) {
      if (!('directives' in node)) return undefined;
      const directives = (node.directives ?? []) as readonly ConstDirectiveNode[];
      return isTagged(directives, tag) ? { ...node, directives: [...directives, INACCESSIBLE] } : undefined;
    },
  });

/**
 * Subgraphs in which all that has a tag is `@inaccessible`: composition leaves it out of the API, and refuses what in
 * the API still refers to it.
 */
export const withoutTag = (subgraphs: readonly SubgraphSdl[], tag: string): SubgraphSdl[] =>
  subgraphs.map(({ name, typeDefs }) => ({ name, typeDefs: hideTagged(typeDefs, tag) }));

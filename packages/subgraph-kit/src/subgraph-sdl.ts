import { readFileSync } from 'node:fs';
import { Kind, parse, print, visit, type DefinitionNode, type DocumentNode, type NameNode } from 'graphql';

const shared = parse(readFileSync(new URL('../sdl/shared.graphql', import.meta.url), 'utf8')).definitions;

const nameOf = (definition: DefinitionNode): string | undefined =>
  'name' in definition ? definition.name?.value : undefined;

function referencedNames(document: DocumentNode): Set<string> {
  const names = new Set<string>();
  const note = ({ name }: { name: NameNode }) => void names.add(name.value);
  visit(document, { [Kind.NAMED_TYPE]: note, [Kind.DIRECTIVE]: note });
  return names;
}

/** Has the directives of caching composed; only who has imported what that takes can have it. */
const composed = shared.filter(
  ({ kind }) => kind === Kind.SCHEMA_EXTENSION || kind === Kind.DIRECTIVE_DEFINITION,
);

/**
 * A subgraph's SDL, completed with the shared definitions (scalars, Money, PageInfo, the directives of caching) that it
 * refers to, so that each of them is written once and only where it is used.
 */
export function completeSdl(ownSdl: string): DocumentNode {
  const definitions: DefinitionNode[] = [...parse(ownSdl).definitions];
  if (ownSdl.includes('"@composeDirective"')) definitions.push(...composed);
  for (;;) {
    const present = new Set(definitions.map(nameOf));
    const wanted = referencedNames({ kind: Kind.DOCUMENT, definitions });
    const missing = shared.filter((definition) => {
      const name = nameOf(definition) ?? '';
      return wanted.has(name) && !present.has(name);
    });
    if (missing.length === 0) return { kind: Kind.DOCUMENT, definitions };
    definitions.push(...missing);
  }
}

/** Reads and completes the SDL file of a subgraph. */
export const readSubgraphSdl = (file: URL): DocumentNode => completeSdl(readFileSync(file, 'utf8'));

/** The same as text, for composition. */
export const printSubgraphSdl = (file: URL): string => print(readSubgraphSdl(file));

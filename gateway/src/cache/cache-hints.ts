import {
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLSchema,
} from 'graphql';

/** How long something may be kept, as `@cacheControl` says. */
export type AgeHint = { maxAge: number | undefined; inherits: boolean };

/** What the supergraph says of keeping answers, by coordinate: `Match`, or `SaleStage.isOpen`. */
export type CacheHints = {
  ages: ReadonlyMap<string, AgeHint>;
  /** the formats of tags, as `tournaments:{tournament.id}`: the subgraph that tells of their end comes first */
  tags: ReadonlyMap<string, readonly string[]>;
  /** the subgraphs that have a field, where not all do that have its type */
  homes: ReadonlyMap<string, ReadonlySet<string>>;
};

type Directed = { astNode?: { directives?: readonly ConstDirectiveNode[] } | null | undefined };

const argumentsOf = (node: ConstDirectiveNode): Record<string, unknown> =>
  Object.fromEntries(
    (node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );

/** What a directive of this name, whatever prefix the supergraph gives it, is given each time. */
const directivesOf = ({ astNode }: Directed, name: string): Record<string, unknown>[] =>
  (astNode?.directives ?? [])
    .filter((node) => node.name.value === name || node.name.value.endsWith(`__${name}`))
    .map(argumentsOf);

/** Reads what the supergraph says of keeping answers. @param supergraph with its directives */
export function readCacheHints(supergraph: GraphQLSchema): CacheHints {
  const ages = new Map<string, AgeHint>();
  const tags = new Map<string, string[]>();
  const homes = new Map<string, Set<string>>();

  function read(coordinate: string, element: Directed): void {
    const [age] = directivesOf(element, 'cacheControl');
    if (age) {
      const { maxAge, inheritMaxAge } = age;
      ages.set(coordinate, {
        maxAge: typeof maxAge === 'number' ? maxAge : undefined,
        inherits: inheritMaxAge === true,
      });
    }
    const formats = directivesOf(element, 'cacheTag').map(({ format }) => String(format));
    if (formats.length > 0) tags.set(coordinate, formats);
  }

  for (const type of Object.values(supergraph.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    read(type.name, type);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      read(coordinate, field);
      const graphs = directivesOf(field, 'join__field').flatMap(({ graph, external }) =>
        typeof graph === 'string' && external !== true ? [graph.toLowerCase()] : [],
      );
      if (graphs.length > 0) homes.set(coordinate, new Set(graphs));
    }
  }
  return { ages, tags, homes };
}

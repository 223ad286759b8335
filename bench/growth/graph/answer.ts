import {
  Kind,
  OperationTypeNode,
  parse,
  valueFromASTUntyped,
  type FieldNode,
  type SelectionSetNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** An object of the graph. All its fields follow from its type and its id, whoever is asked. */
type Item = { type: string; id: string };

const idOf = (subgraph: number, seed: number): string => `${subgraph}-${seed}`;
const itemOf = (subgraph: number, seed: number): Item => ({
  type: `Item${subgraph}`,
  id: idOf(subgraph, seed),
});

/** The field of an item that leads to the next subgraph's. */
const NEXT = 'next';

function nextOf({ id }: Item, subgraphs: number): Item {
  const [subgraph, seed] = id.split('-').map(Number) as [number, number];
  return itemOf((subgraph + 1) % subgraphs, seed);
}

export type Answerer = (query: string, variables: Variables) => unknown;

/**
 * Makes what answers any query of the graph, be it a client's of the supergraph or a gateway's of a subgraph; each text is
 * parsed once. It stands in for a validated execution and asks for nothing that composition does not see to.
 */
export function createAnswerer(subgraphs: number): Answerer {
  const parsed = new Map<string, SelectionSetNode>();

  function rootsOf(query: string): SelectionSetNode {
    let roots = parsed.get(query);
    if (roots) return roots;
    for (const definition of parse(query, { noLocation: true }).definitions) {
      if (definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.QUERY)
        roots = definition.selectionSet;
    }
    if (!roots) throw new Error('Only queries are answered');
    parsed.set(query, roots);
    return roots;
  }

  function select(item: Item, { selections }: SelectionSetNode, into: Record<string, unknown> = {}) {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('Named fragments are not answered');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        if (selection.typeCondition?.name.value === item.type) select(item, selection.selectionSet, into);
        continue;
      }
      const name = selection.name.value;
      into[selection.alias?.value ?? name] = valueOf(item, name, selection.selectionSet);
    }
    return into;
  }

  function valueOf(item: Item, field: string, selected: SelectionSetNode | undefined): unknown {
    if (field === '__typename') return item.type;
    if (field === 'id') return item.id;
    if (field === NEXT && selected) return select(nextOf(item, subgraphs), selected);
    return `the ${field} of ${item.id}`;
  }

  function rootValue(node: FieldNode, variables: Variables): unknown {
    const [, name, subgraph] = /^(item|items|_entities)(\d*)$/.exec(node.name.value) ?? [];
    const selected = node.selectionSet;
    if (!name || !selected) throw new Error(`${node.name.value} is not answered`);
    const argument = (of: string) =>
      valueFromASTUntyped(
        node.arguments?.find((one) => one.name.value === of)?.value ?? { kind: Kind.NULL },
        variables,
      );
    if (name === '_entities') {
      const representations = argument('representations') as { __typename: string; id: string }[];
      return representations.map(({ __typename, id }) => select({ type: __typename, id }, selected));
    }
    const seed = argument('seed') as number;
    if (name === 'item') return select(itemOf(Number(subgraph), seed), selected);
    const length = argument('length') as number;
    return Array.from({ length }, (_, n) => select(itemOf(Number(subgraph), seed * length + n), selected));
  }

  return (query, variables) => {
    const data: Record<string, unknown> = {};
    for (const root of rootsOf(query).selections) {
      if (root.kind !== Kind.FIELD) throw new Error('Only fields are answered at the root');
      data[root.alias?.value ?? root.name.value] = rootValue(root, variables);
    }
    return data;
  };
}

import { Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

type Path = readonly (string | number)[];

/** What can be taken out of a document at one place. */
type Reduction = { path: Path; kind: 'delete' | 'unwrap' | 'unalias' };

type Holder = Record<string | number, unknown>;

const DELETABLE: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.DIRECTIVE,
  Kind.ARGUMENT,
]);

/** All places where something can be taken out, the large ones first. */
function reductionsOf(document: DocumentNode): Reduction[] {
  const found: Reduction[] = [];
  visit(document, {
    enter(node: ASTNode, _key, _parent, path) {
      const at = [...path];
      if (DELETABLE.has(node.kind)) found.push({ path: at, kind: 'delete' });
      if (node.kind === Kind.INLINE_FRAGMENT) found.push({ path: at, kind: 'unwrap' });
      if (node.kind === Kind.FIELD && node.alias) found.push({ path: at, kind: 'unalias' });
    },
  });
  return found.sort((a, b) => a.path.length - b.path.length);
}

function reduce(document: DocumentNode, { path, kind }: Reduction): DocumentNode {
  const copy = structuredClone(document);
  const holder = path.slice(0, -1).reduce<unknown>((node, key) => (node as Holder)[key], copy) as ASTNode[];
  const index = path.at(-1) as number;
  const node = holder[index];
  if (kind === 'unalias') delete (node as { alias?: unknown }).alias;
  else if (kind === 'unwrap' && node?.kind === Kind.INLINE_FRAGMENT)
    holder.splice(index, 1, ...node.selectionSet.selections);
  else holder.splice(index, 1);
  return copy;
}

/** Takes out fragments and variables that nothing uses any more. */
function pruned(document: DocumentNode): DocumentNode {
  const used = new Set<string>();
  visit(document, {
    FragmentSpread: ({ name }) => void used.add(`...${name.value}`),
    // a variable's definition is no use of it
    VariableDefinition: () => false,
    Variable: ({ name }) => void used.add(`$${name.value}`),
  });
  const kept = visit(document, {
    FragmentDefinition: ({ name }) => (used.has(`...${name.value}`) ? undefined : null),
    VariableDefinition: ({ variable }) => (used.has(`$${variable.name.value}`) ? undefined : null),
  });
  return kept.definitions.length < document.definitions.length ? pruned(kept) : kept;
}

/** Every document that has a little less in it than this one, valid or not. */
export function* smallerDocuments(document: DocumentNode): Generator<DocumentNode> {
  const operations = document.definitions.filter((d) => d.kind === Kind.OPERATION_DEFINITION);
  if (operations.length > 1)
    yield { ...document, definitions: document.definitions.filter((d) => d !== operations.at(-1)) };
  for (const reduction of reductionsOf(document)) yield pruned(reduce(document, reduction));
}

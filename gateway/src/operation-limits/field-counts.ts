import { Kind, type DocumentNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../execution/selected-fields.ts';

/** How many fields a definition selects: in all, and on its own type. Fragments count wherever they are spread. */
export type FieldCounts = { all: number; ownType: number };

const NOTHING: FieldCounts = { all: 0, ownType: 0 };

/**
 * Counts the fields of every operation and fragment of a document, in one walk over it: what a fragment selects is
 * counted once and added up, so that fragments which double each other cost no time. A fragment that spreads itself
 * adds nothing there; validation refuses it.
 */
export function fieldCounts(document: DocumentNode): FieldCounts[] {
  const fragments = fragmentsOf(document);
  const known = new Map<string, FieldCounts>();

  function ofFragment(name: string): FieldCounts {
    const before = known.get(name);
    if (before) return before;
    known.set(name, NOTHING);
    const fragment = fragments.get(name);
    const counts = fragment ? within(fragment.selectionSet) : NOTHING;
    known.set(name, counts);
    return counts;
  }

  function within(set: SelectionSetNode): FieldCounts {
    let all = 0;
    let ownType = 0;
    for (const node of set.selections) {
      if (node.kind === Kind.FIELD) {
        ownType += 1;
        all += 1 + (node.selectionSet ? within(node.selectionSet).all : 0);
      } else {
        const counts =
          node.kind === Kind.INLINE_FRAGMENT ? within(node.selectionSet) : ofFragment(node.name.value);
        all += counts.all;
        ownType += counts.ownType;
      }
    }
    return { all, ownType };
  }

  return document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.OPERATION_DEFINITION) return [within(definition.selectionSet)];
    // a fragment's own fields are nobody's root
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      return [{ ...within(definition.selectionSet), ownType: 0 }];
    return [];
  });
}

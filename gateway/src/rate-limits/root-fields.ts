import { Kind, type DocumentNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import { fragmentsOf } from '../execution/selected-fields.ts';

/**
 * The root fields of a valid operation, each as often as it has a name of its own in the answer. What @skip and
 * @include leave out counts too.
 */
export function rootFieldsOf(document: DocumentNode, operation: OperationDefinitionNode): string[] {
  const unspread = new Map(fragmentsOf(document));
  const fields = new Map<string, string>();

  function collect({ selections }: SelectionSetNode): void {
    for (const node of selections) {
      if (node.kind === Kind.FIELD) fields.set(node.alias?.value ?? node.name.value, node.name.value);
      else if (node.kind === Kind.INLINE_FRAGMENT) collect(node.selectionSet);
      else {
        const fragment = unspread.get(node.name.value);
        // spread again it adds nothing
        unspread.delete(node.name.value);
        if (fragment) collect(fragment.selectionSet);
      }
    }
  }

  collect(operation.selectionSet);
  return [...fields.values()];
}

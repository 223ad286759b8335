import { DomainError } from '@arena/subgraph-kit';
import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { fragmentsOf } from '../execution/selected-fields.ts';

const isConditional = ({ directives = [] }: SelectionNode): boolean =>
  directives.some(({ name }) => name.value === 'skip' || name.value === 'include');

/**
 * Whether a subscription of the document may turn out to ask for nothing. The rule of graphql-js that wants one root
 * field of it throws at the sight of a condition on a variable.
 * @see https://spec.graphql.org/draft/#sec-Single-root-field
 */
export function hasConditionalRoot(document: DocumentNode): boolean {
  const fragments = fragmentsOf(document);
  const seen = new Set<SelectionSetNode>();

  function within(set: SelectionSetNode | undefined): boolean {
    if (!set || seen.has(set)) return false;
    seen.add(set);
    return set.selections.some((node) => {
      if (isConditional(node)) return true;
      if (node.kind === Kind.FIELD) return false;
      const fragment = node.kind === Kind.INLINE_FRAGMENT ? node : fragments.get(node.name.value);
      return within(fragment?.selectionSet);
    });
  }

  return document.definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      definition.operation === OperationTypeNode.SUBSCRIPTION &&
      within(definition.selectionSet),
  );
}

export const conditionalRoot = (): DomainError =>
  new DomainError(
    'GRAPHQL_VALIDATION_FAILED',
    'A subscription may have neither @skip nor @include on its root field',
  );

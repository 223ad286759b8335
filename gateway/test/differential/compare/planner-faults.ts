import { print, visit, type DocumentNode, type FieldNode } from 'graphql';
import type { Planned } from '../sides/planned.ts';
import type { TestedSupergraph } from '../supergraphs.ts';

/** A kind of operation whose plan makes any executor that follows it answer wrongly. */
type PlannerFault = {
  name: string;
  reason: string;
  applies: (tested: TestedSupergraph, planned: Planned) => boolean;
};

function selects(document: DocumentNode, which: (field: string, node: FieldNode) => boolean): boolean {
  let found = false;
  visit(document, {
    Field: (node) => {
      found ||= which(node.name.value, node);
    },
  });
  return found;
}

/** Whether an operation has another value, or one for other arguments, by the name of one that fetches need. */
export function hidesFetchInput({ model }: TestedSupergraph, { operation }: Planned): boolean {
  return selects(operation.document, (field, { alias, arguments: args = [] }) => {
    const other = args.length > 0 || (alias !== undefined && alias.value !== field);
    return other && model.isFetchInput(alias?.value ?? field);
  });
}

const PLANNER_FAULTS: readonly PlannerFault[] = [
  {
    name: 'a field by the name of a key',
    reason:
      'The plan fetches a key, or what a field is computed from, under the name that the operation has for ' +
      'something else, and the one takes the place of the other.',
    applies: hidesFetchInput,
  },
  {
    name: 'a fetch for some that the plan makes one for all',
    reason:
      'The plan leaves out a whole fetch by the condition of all that is selected within one field, and so the ' +
      'field; or fetches on a condition, or for one type, what another fetch needs for all that it asks.',
    applies: ({ model }, { operation }) =>
      /@(include|skip)/.test(print(operation.document)) ||
      selects(operation.document, (field) => model.isComputed(field)),
  },
];

/** Why the plan of an operation cannot give what graphql-js does, if such a reason is known. */
export const plannerFault = (tested: TestedSupergraph, planned: Planned): string | undefined =>
  PLANNER_FAULTS.find(({ applies }) => applies(tested, planned))?.name;

import { OperationTypeNode, parse, validate } from 'graphql';
import type { Bench } from '../compare/judge.ts';
import { generateOperation } from '../operations/generate.ts';
import { planOperation, type Planned } from '../sides/planned.ts';
import type { TestedSupergraph } from '../supergraphs.ts';
import { KNOWN_OPERATIONS } from './known-operations.ts';

const ATTEMPTS = 30;

/** Of ten cases, which are of which kind; queries where the schema has no such type. */
const KINDS = [
  ...Array.from({ length: 6 }, () => OperationTypeNode.QUERY),
  OperationTypeNode.MUTATION,
  OperationTypeNode.MUTATION,
  OperationTypeNode.SUBSCRIPTION,
  OperationTypeNode.QUERY,
];

function plannedKnown(tested: TestedSupergraph, text: string): Planned {
  const document = parse(text, { noLocation: true });
  const errors = validate(tested.apiSchema, document);
  const planned = planOperation(tested, { document, operationName: undefined, variables: {} });
  if (errors.length > 0 || !planned) throw new AggregateError(errors, `No valid operation: ${text}`);
  return planned;
}

/** The planned operation of a case, the same for the same seed and number. @throws Error where none can be made */
export function operationOfCase({ tested }: Bench, seed: string, number: number): Planned {
  const known = KNOWN_OPERATIONS[tested.name]?.[number];
  if (known !== undefined) return plannedKnown(tested, known);
  const wanted = KINDS[number % KINDS.length] as OperationTypeNode;
  const kind = tested.apiSchema.getRootType(wanted) ? wanted : OperationTypeNode.QUERY;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const operation = generateOperation(tested.apiSchema, kind, seed, number, attempt);
    const planned = operation && planOperation(tested, operation);
    if (planned) return planned;
  }
  throw new Error(`Case ${number} of seed ${seed} has no valid operation in ${ATTEMPTS} attempts`);
}

import { OperationTypeNode } from 'graphql';
import type { Bench } from '../compare/judge.ts';
import { generateOperation } from '../operations/generate.ts';
import { planOperation, type Planned } from '../sides/planned.ts';

const ATTEMPTS = 30;

/** Of ten cases, which are of which kind; queries where the schema has no such type. */
const KINDS = [
  ...Array.from({ length: 6 }, () => OperationTypeNode.QUERY),
  OperationTypeNode.MUTATION,
  OperationTypeNode.MUTATION,
  OperationTypeNode.SUBSCRIPTION,
  OperationTypeNode.QUERY,
];

/** The planned operation of a case, the same for the same seed and number. @throws Error where none can be made */
export function operationOfCase({ tested }: Bench, seed: string, number: number): Planned {
  const wanted = KINDS[number % KINDS.length] as OperationTypeNode;
  const kind = tested.apiSchema.getRootType(wanted) ? wanted : OperationTypeNode.QUERY;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const operation = generateOperation(tested.apiSchema, kind, seed, number, attempt);
    const planned = operation && planOperation(tested, operation);
    if (planned) return planned;
  }
  throw new Error(`Case ${number} of seed ${seed} has no valid operation in ${ATTEMPTS} attempts`);
}

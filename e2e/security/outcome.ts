import { codeOf, type GraphQLAnswer } from '@arena/testing';

/** What came of asking for a value, in the words of authorization-matrix.md. */
export function outcomeOf(answer: GraphQLAnswer, value: unknown): string {
  const isNull = value === null || value === undefined;
  if (!answer.errors) return isNull ? 'null' : 'allowed';
  return isNull ? String(codeOf(answer)) : `${String(codeOf(answer))}, and yet a value`;
}

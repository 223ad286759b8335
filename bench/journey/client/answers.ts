import type { GraphQLAnswer } from '@arena/testing';

/** What may be asked of the gateway, and which of its refusals belong to the domain and may come. */
export type Asked = {
  /** by the name of its document */
  operation: string;
  variables?: Record<string, unknown>;
  /** a code, or a code and a reason with a blank between */
  refusals?: readonly string[];
};

/** A refusal that may come, as `CONFLICT CHECKOUT_OPEN`. */
export class Refused extends Error {
  readonly operation: string;

  constructor(operation: string, refusal: string) {
    super(refusal);
    this.operation = operation;
  }
}

/** An answer that no client should get. */
export class UnexpectedAnswer extends Error {}

type Answer = Partial<Pick<GraphQLAnswer, 'data' | 'errors'>>;

const MAX_CHARACTERS = 2_000;

function parsed(text: string): Answer | undefined {
  try {
    return JSON.parse(text) as Answer;
  } catch {
    return undefined;
  }
}

/**
 * The data of an answer.
 * @throws Refused for a refusal that may come, UnexpectedAnswer for any other error
 */
export function dataOf<Data>(asked: Asked, status: number, text: string): Data {
  const answer = parsed(text);
  if (status === 200 && answer?.data && !answer.errors) return answer.data as Data;
  const [first] = answer?.errors ?? [];
  const refusal = [first?.extensions['code'], first?.extensions['reason']].filter(Boolean).join(' ');
  if (asked.refusals?.includes(refusal)) throw new Refused(asked.operation, refusal);
  const { operation, variables } = asked;
  throw new UnexpectedAnswer(
    `${operation} ${JSON.stringify(variables ?? {})} was answered ${status}: ${text.slice(0, MAX_CHARACTERS)}`,
  );
}

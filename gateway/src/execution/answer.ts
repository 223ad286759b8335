import { isResultObject, type ResultObject } from './result-tree.ts';

/** An error as a subgraph reports it. */
export type SubgraphFault = {
  message: string;
  path: readonly (string | number)[] | undefined;
  extensions: Record<string, unknown>;
};

/**
 * Codes by which a subgraph refuses a whole call: it does not know the gateway, or what the gateway sent. Neither
 * is the client's doing.
 */
const REFUSALS = new Set<unknown>([
  'UNAUTHENTICATED',
  'BAD_REQUEST',
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
]);

export type Answer = { data: ResultObject | undefined; faults: SubgraphFault[] };

/** What a subgraph sent is no answer of GraphQL. */
export class NotAnAnswer extends Error {
  override name = 'NotAnAnswer';
}

/** Whether a subgraph does not want to hear from the gateway, rather than from the client. */
export const refusesGateway = (extensions: unknown): boolean =>
  isResultObject(extensions) && REFUSALS.has(extensions['code']);

const isPath = (path: unknown): path is (string | number)[] =>
  Array.isArray(path) && path.every((key) => typeof key === 'string' || typeof key === 'number');

function faultOf(error: unknown): SubgraphFault {
  if (!isResultObject(error)) throw new NotAnAnswer('an error in the answer is no object');
  return {
    message:
      typeof error['message'] === 'string' && error['message']
        ? error['message']
        : 'The subgraph reports an error',
    path: isPath(error['path']) ? error['path'] : undefined,
    extensions: isResultObject(error['extensions']) ? error['extensions'] : {},
  };
}

/**
 * What a subgraph answered, whatever its status was: a refused operation comes with 4xx and its reasons.
 * @throws NotAnAnswer
 */
export function answerOf(body: unknown): Answer {
  if (!isResultObject(body)) throw new NotAnAnswer('the answer is no object');
  const { data, errors } = body;
  if (data !== undefined && data !== null && !isResultObject(data))
    throw new NotAnAnswer('the data are no object');
  if (errors !== undefined && errors !== null && !Array.isArray(errors))
    throw new NotAnAnswer('the errors are no list');
  const faults = (errors ?? []).map(faultOf);
  if (data) return { data, faults };
  if (faults.length === 0) throw new NotAnAnswer('the answer has neither data nor errors');
  const refusal = data === undefined && faults.find(({ extensions }) => refusesGateway(extensions));
  if (refusal) throw new NotAnAnswer(`the subgraph refuses the call: ${refusal.message}`);
  return { data: undefined, faults };
}

/**
 * Reads the text of an answer.
 * @throws NotAnAnswer, SyntaxError
 */
export const readAnswer = (text: string): Answer => answerOf(JSON.parse(text));

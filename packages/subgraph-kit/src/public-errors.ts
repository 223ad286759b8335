import type { DocumentNode, GraphQLError, GraphQLFormattedError } from 'graphql';
import { coercionFault } from './coercion-fault.ts';
import { BadUserInput } from './errors.ts';
import type { Logger } from './logger.ts';

/** Errors with these codes are meant for the client; any other is masked as INTERNAL. */
const PUBLIC_CODES = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'PERSISTED_QUERY_NOT_FOUND',
  'PERSISTED_QUERY_NOT_SUPPORTED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_REQUEST',
  'UNAUTHENTICATED',
  'UNAUTHORIZED_FIELD_OR_TYPE',
  'LIMIT_EXCEEDED',
  'COST_EXCEEDED',
  'RATE_LIMITED',
  'SUBGRAPH_UNAVAILABLE',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'SOLD_OUT',
  'ALREADY_HAS_TICKET',
  'TICKET_INVALID',
  'PAYMENT_FAILED',
]);

/** What may stand in `extensions` beside the code; anything else (stack traces, addresses) stays inside. */
const PUBLIC_DETAILS = ['reason', 'fields', 'subgraph', 'retryAfterMs', 'checkoutId', 'requestId'];

function publicExtensions(extensions: Record<string, unknown>): Record<string, unknown> {
  const details = PUBLIC_DETAILS.filter((key) => extensions[key] !== undefined).map(
    (key) => [key, extensions[key]] as const,
  );
  return { code: extensions['code'], ...Object.fromEntries(details) };
}

/** An error as the client gets it: what is not meant for it becomes INTERNAL with the request's id. */
export function toPublic(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
  const { locations, path, extensions = {} } = error;
  const where = { ...(locations && { locations }), ...(path && { path }) };
  if (PUBLIC_CODES.has(extensions['code'] as string)) {
    return { message: error.message, ...where, extensions: publicExtensions(extensions) };
  }
  return {
    message: 'Something went wrong on our side',
    ...where,
    extensions: { code: 'INTERNAL', requestId },
  };
}

const isUnexpected = (error: GraphQLError): boolean =>
  !PUBLIC_CODES.has((error.extensions['code'] as string | undefined) ?? '');

const statusOf = (http: unknown): unknown =>
  typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;

/** Whether the client did something wrong that Apollo tells by the status alone: a persisted query that does not fit. */
const isBadRequest = ({ extensions }: GraphQLError): boolean =>
  extensions['code'] === undefined && statusOf(extensions['http']) === 400;

/** Gives an error of graphql-js the words and the code of one of ours. */
function describeAs(error: GraphQLError, { message, extensions }: BadUserInput): void {
  error.message = message;
  Object.assign(error.extensions, extensions);
}

export type ErrorCircumstances = {
  /** the operation that they are errors of, where it could be parsed */
  document: DocumentNode | undefined;
  requestId: string;
  logger: Logger;
};

/**
 * Gives errors their stable codes where they have none yet: values of a wrong type become BAD_USER_INPUT.
 * What is not meant for the client is logged in full.
 */
export function describeErrors(
  errors: readonly GraphQLError[],
  { document, requestId, logger }: ErrorCircumstances,
): void {
  // one failure may show at many places
  const logged = new Set<string>();
  for (const error of errors) {
    const badValue = coercionFault(error, document);
    if (badValue) describeAs(error, new BadUserInput([badValue]));
    else if (isBadRequest(error)) error.extensions['code'] = 'BAD_REQUEST';
    else if (isUnexpected(error) && !logged.has(error.message)) {
      logged.add(error.message);
      const cause = error.originalError ?? error;
      logger.error({ err: cause, path: error.path, requestId }, 'request failed');
    }
  }
}

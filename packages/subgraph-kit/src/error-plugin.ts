import type { ApolloServerPlugin, BaseContext } from '@apollo/server';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
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
const PUBLIC_DETAILS = ['reason', 'fields', 'subgraph', 'retryAfterMs', 'requestId'];

function publicExtensions(extensions: Record<string, unknown>): Record<string, unknown> {
  const details = PUBLIC_DETAILS.filter((key) => extensions[key] !== undefined).map(
    (key) => [key, extensions[key]] as const,
  );
  return { code: extensions['code'], ...Object.fromEntries(details) };
}

function toPublic(error: GraphQLFormattedError, requestId: string): GraphQLFormattedError {
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

/**
 * Gives every error of an answer its stable code: values of a wrong type become BAD_USER_INPUT, what is not
 * meant for the client becomes INTERNAL with the request's id and is logged in full.
 */
export function errorPlugin<Context extends BaseContext & { requestId: string }>(
  logger: Logger,
): ApolloServerPlugin<Context> {
  return {
    requestDidStart: async () => ({
      didEncounterErrors: async ({ errors, contextValue, document }) => {
        // one failure may show at many places
        const logged = new Set<string>();
        for (const error of errors) {
          const badValue = coercionFault(error, document);
          if (badValue) describeAs(error, new BadUserInput([badValue]));
          else if (isBadRequest(error)) error.extensions['code'] = 'BAD_REQUEST';
          else if (isUnexpected(error) && !logged.has(error.message)) {
            logged.add(error.message);
            const cause = error.originalError ?? error;
            logger.error(
              { err: cause, path: error.path, requestId: contextValue.requestId },
              'request failed',
            );
          }
        }
      },
      willSendResponse: async ({ response, contextValue }) => {
        if (response.body.kind !== 'single') return;
        const result = response.body.singleResult;
        if (result.errors)
          result.errors = result.errors.map((error) => toPublic(error, contextValue.requestId));
      },
    }),
  };
}

import type { ApolloServerPlugin } from '@apollo/server';
import { answerType } from '@arena/subgraph-kit';

/** What is wrong with an operation itself, or with the values that it was given. */
const REQUEST_ERRORS = new Set<unknown>([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'BAD_USER_INPUT',
]);

/**
 * Gives an answer that is of errors of the request alone the status that GraphQL over HTTP wants: 200 as
 * application/json, whose older clients read no other, and 4xx as application/graphql-response+json.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
export const requestErrorStatus: ApolloServerPlugin = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response: { http, body } }) => {
      if (http.status !== 400 || body.kind !== 'single') return;
      const errors = body.singleResult.errors ?? [];
      if (!errors.every(({ extensions }) => REQUEST_ERRORS.has(extensions?.['code']))) return;
      if (answerType(request.http?.headers.get('accept')) === 'application/json') http.status = 200;
    },
  }),
};

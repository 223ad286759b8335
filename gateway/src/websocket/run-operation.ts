import { HeaderMap, type ApolloServer, type GraphQLRequest, type HTTPGraphQLRequest } from '@apollo/server';
import { DomainError } from '@arena/subgraph-kit';
import type { FormattedExecutionResult } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Context, Streaming } from '../context.ts';
import type { ClientName } from '../metrics/client-names.ts';
import type { Stream } from '../subscriptions/stream.ts';

export type RunOptions = {
  server: ApolloServer<Context>;
  /** looks at an operation before it is parsed, and gives what is to be run */
  admit: (request: HTTPGraphQLRequest) => HTTPGraphQLRequest;
  /** told of what is refused before its operation is looked at */
  onRefusal: (code: string, client: ClientName) => void;
};

/** Runs whatever operation a client sends. @returns the one answer, or the events of a subscription */
export async function runOperation(
  { server, admit, onRefusal }: RunOptions,
  payload: SubscribePayload,
  context: Context & { streaming: Streaming },
): Promise<Stream | FormattedExecutionResult> {
  try {
    const { body } = admit({ method: 'POST', headers: new HeaderMap(), search: '', body: payload });
    const { query, operationName, variables, extensions } = body as GraphQLRequest;
    const request = { query, operationName, variables, extensions };
    const answer = await server.executeOperation(request, { contextValue: context });
    if (context.streaming.stream) return context.streaming.stream;
    if (answer.body.kind !== 'single') throw new Error('An answer in chunks is not to be had');
    return answer.body.singleResult;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    onRefusal(error.extensions.code, context.client);
    return { errors: [{ message: error.message, extensions: error.extensions }] };
  }
}

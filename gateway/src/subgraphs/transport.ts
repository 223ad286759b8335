import type { Identity } from '@arena/subgraph-kit';
import type { Context } from '../context.ts';
import type { Transport } from '../execution/transport.ts';
import type { Connection } from './connections.ts';
import { receiveAnswer } from './receive-answer.ts';

/** How long a subgraph may take, in milliseconds. */
export type Timeouts = { query: number; mutation: number };

export type TransportOptions = {
  connections: { get: (subgraph: string) => Connection | undefined };
  /** signs who the caller is, for one subgraph */
  sign: (identity: Identity, subgraph: string) => Promise<string>;
  timeoutsOf: (subgraph: string) => Timeouts;
  maxAnswerBytes: number;
};

function headersFor(context: Context, token: string): Record<string, string> {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    authorization: `Bearer ${token}`,
    'x-request-id': context.requestId,
    'x-client-address': context.address,
  };
  if (context.traceparent !== undefined) headers['traceparent'] = context.traceparent;
  if (context.userAgent !== undefined) headers['x-client-user-agent'] = context.userAgent;
  return headers;
}

/**
 * Calls subgraphs over kept-alive connections, with the caller's identity signed for each and limits set. A query
 * whose connection fails is sent once more; a subgraph that fails too often is left alone for a while.
 */
export function createTransport(options: TransportOptions): Transport {
  const { connections, sign, timeoutsOf, maxAnswerBytes } = options;
  return async ({ subgraph, body, mutation, context, signal }) => {
    const connection = connections.get(subgraph);
    if (!connection) throw new Error(`The address of the subgraph ${subgraph} is not known`);
    const headers = headersFor(context, await sign(context.identity, subgraph));
    const request = { path: '/graphql', method: 'POST', headers, body } as const;
    const timeoutMs = timeoutsOf(subgraph)[mutation ? 'mutation' : 'query'];
    return connection.circuit(signal, (signal) =>
      receiveAnswer(connection, request, { timeoutMs, maxBytes: maxAnswerBytes, signal }, !mutation),
    );
  };
}

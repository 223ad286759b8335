import type { Identity } from '@arena/subgraph-kit';
import type { Transport } from '../execution/transport.ts';
import type { Connection } from './connections.ts';
import { identityHeaders } from './identity-headers.ts';
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

/**
 * Calls subgraphs over kept-alive connections, with the caller's identity signed for each and limits set. A query
 * whose connection fails is sent once more; a subgraph that fails too often is left alone for a while.
 */
export function createTransport(options: TransportOptions): Transport {
  const { connections, sign, timeoutsOf, maxAnswerBytes } = options;
  return async ({ subgraph, body, mutation, context, signal }) => {
    const connection = connections.get(subgraph);
    if (!connection) throw new Error(`The address of the subgraph ${subgraph} is not known`);
    const identity = identityHeaders(context, await sign(context.identity, subgraph));
    const headers = { 'content-type': 'application/json', accept: 'application/json', ...identity };
    const request = { path: '/graphql', method: 'POST', headers, body } as const;
    const timeoutMs = timeoutsOf(subgraph)[mutation ? 'mutation' : 'query'];
    return connection.circuit(signal, (signal) =>
      receiveAnswer(connection, request, { timeoutMs, maxBytes: maxAnswerBytes, signal }, !mutation),
    );
  };
}

import type { Identity } from '@arena/subgraph-kit';
import type { Dispatcher } from 'undici';
import type { Context } from '../context.ts';
import type { Transport } from '../execution/executor.ts';
import { receiveText } from './receive-text.ts';

export type TransportOptions = {
  pools: { get: (subgraph: string) => Dispatcher | undefined };
  /** signs who the caller is, for one subgraph */
  sign: (identity: Identity, subgraph: string) => Promise<string>;
  timeoutMs: number;
  mutationTimeoutMs: number;
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

/** Calls subgraphs over kept-alive connections, with the caller's identity signed for each and limits set. */
export function createTransport(options: TransportOptions): Transport {
  const { pools, sign, timeoutMs, mutationTimeoutMs, maxAnswerBytes } = options;
  return async ({ subgraph, body, mutation, context, signal }) => {
    const pool = pools.get(subgraph);
    if (!pool) throw new Error(`The address of the subgraph ${subgraph} is not known`);
    const headers = headersFor(context, await sign(context.identity, subgraph));
    return receiveText(
      pool,
      { path: '/graphql', method: 'POST', headers, body },
      { timeoutMs: mutation ? mutationTimeoutMs : timeoutMs, maxBytes: maxAnswerBytes, signal },
    );
  };
}

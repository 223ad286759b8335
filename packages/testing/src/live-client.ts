import { ANONYMOUS, type Identity } from '@arena/subgraph-kit';
import { createClient, type FormattedExecutionResult } from 'graphql-ws';
import { WebSocket } from 'ws';
import { identityToken } from './identities.ts';
import { register } from './open-resources.ts';

/** What one subscription brings. Errors before it begins are thrown as a list. */
export type LiveFeed = AsyncIterableIterator<FormattedExecutionResult>;

export type LiveClient = {
  /** Subscribes as the gateway does for a caller; anonymous unless an identity is given. */
  subscribe: (
    query: string,
    options?: { identity?: Identity; headers?: Record<string, string>; variables?: Record<string, unknown> },
  ) => Promise<LiveFeed>;
} & AsyncDisposable;

/** A connection to a subgraph's subscriptions as the gateway has one, for the callers of many. */
export function liveClient(url: string, subgraph: string, connectionParams?: object): LiveClient {
  const authorize = async (identity: Identity) => ({
    authorization: `Bearer ${await identityToken(identity, subgraph)}`,
  });
  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: async () => ({ ...(connectionParams ?? (await authorize(ANONYMOUS))) }),
  });
  const subscribe: LiveClient['subscribe'] = async (query, options = {}) => {
    const { identity = ANONYMOUS, headers, variables } = options;
    return client.iterate({
      query,
      variables,
      extensions: { headers: { ...(await authorize(identity)), ...headers } },
    });
  };
  return register('live client', { subscribe }, async () => client.dispose());
}

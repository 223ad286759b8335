import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client/core';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient as createWsClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Member } from '../started-arena.ts';
import { lineOf } from './telling.ts';

const DOCUMENT = 'subscription { notificationReceived { title body } }';

type Result = { data?: unknown; errors?: unknown; error?: unknown };
type Sink = { next: (result: Result) => void; error: (error: unknown) => void; complete: () => void };
/** Begins to follow; gives what ends it. */
type Follow = (url: string, authorization: string, sink: Sink) => () => void;

const overWebSocket: Follow = (url, authorization, sink) => {
  const client = createWsClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
  });
  client.subscribe({ query: DOCUMENT }, sink);
  return () => void client.dispose();
};

const overSse: Follow = (url, authorization, sink) => {
  const client = createSseClient({ url: `${url}/graphql`, headers: { authorization } });
  client.subscribe({ query: DOCUMENT }, sink);
  return () => client.dispose();
};

const overMultipart: Follow = (url, authorization, { next, error, complete }) => {
  const link = new HttpLink({ uri: `${url}/graphql`, headers: { authorization } });
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const subscription = client.subscribe({ query: gql(DOCUMENT) }).subscribe({ next, error, complete });
  return () => {
    subscription.unsubscribe();
    client.stop();
  };
};

export const TRANSPORTS = { overWebSocket, overSse, overMultipart };

/** What somebody has heard, as lines. */
export type Feed = { username: string; heard: string[]; stop: () => void };

/** Has somebody hear what they are told from now on. */
export function feedOf(url: string, { username, accessToken }: Member, follow: Follow): Feed {
  const heard: string[] = [];
  const next = ({ data, errors, error }: Result) => {
    const { notificationReceived } = (data ?? {}) as {
      notificationReceived?: { title: string; body: string };
    };
    heard.push(
      notificationReceived
        ? lineOf({ to: username, ...notificationReceived })
        : JSON.stringify(errors ?? error ?? data),
    );
  };
  const stop = follow(url, `Bearer ${accessToken}`, {
    next,
    error: (error) => void heard.push(`failed: ${String(error)}`),
    complete: () => void heard.push('ended'),
  });
  return { username, heard, stop };
}

import { ANONYMOUS, type Identity, type Logger } from '@arena/subgraph-kit';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Context } from '../context.ts';
import { identityHeaders } from '../subgraphs/identity-headers.ts';
import { backOff } from './backoff.ts';
import { SourceSubscription, type SourceRequest, type SourceSink } from './source-subscription.ts';

/** How often a silent subgraph is asked for a sign of life, and how long it may take to give it. */
const PING_MS = 10_000;
const PONG_MS = 5_000;

const ACKNOWLEDGEMENT_MS = 5_000;

export type SubgraphSocket = {
  /**
   * Subscribes, again whenever the connection was lost.
   * @param context tells in whose name, each time anew
   * @returns a function that ends it at once
   */
  subscribe: (request: SourceRequest, context: () => Context, sink: SourceSink) => () => void;
};

export type SubgraphSocketOptions = {
  subgraph: string;
  /** where the subgraph listens, as `http://...` */
  url: string;
  /** signs who the caller is, for one subgraph */
  sign: (identity: Identity, subgraph: string) => Promise<string>;
  /** a subscription that is begun while the subgraph is away for longer is lost */
  timeoutMs: number;
  maxEventBytes: number;
  logger: Logger;
};

/** One connection to a subgraph, there as long as anything is subscribed, which carries all subscriptions. */
export function openSubgraphSocket(options: SubgraphSocketOptions): SubgraphSocket {
  const { subgraph, url, sign, timeoutMs, maxEventBytes, logger } = options;
  const all = new Set<SourceSubscription>();
  let isConnected = false;
  let answerDeadline: NodeJS.Timeout | undefined;

  class LimitedWebSocket extends WebSocket {
    constructor(address: string, protocol: string) {
      super(address, protocol, { maxPayload: maxEventBytes, handshakeTimeout: timeoutMs });
    }
  }

  const client = createClient({
    url: `${url.replace(/^http/, 'ws')}/graphql`,
    webSocketImpl: LimitedWebSocket,
    retryAttempts: Infinity,
    shouldRetry: () => true,
    retryWait: backOff,
    connectionAckWaitTimeout: ACKNOWLEDGEMENT_MS,
    keepAlive: PING_MS,
    connectionParams: async () => {
      // what is sent once the connection stands was signed when the one before did
      await Promise.all([...all].map((subscription) => subscription.renew()));
      return { authorization: `Bearer ${await sign(ANONYMOUS, subgraph)}` };
    },
    on: {
      connected: (_socket, _payload, isRetry) => {
        isConnected = true;
        if (isRetry) logger.info({ subgraph }, 'live events flow again');
      },
      closed: (event) => {
        clearTimeout(answerDeadline);
        const { code, reason } = event as WebSocket.CloseEvent;
        if (isConnected && all.size > 0) logger.warn({ subgraph, code, reason }, 'live events are cut off');
        isConnected = false;
      },
      ping: (isReceived) => {
        if (!isReceived) answerDeadline = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(answerDeadline);
      },
    },
  });

  return {
    subscribe: (request, context, sink) => {
      const subscription = new SourceSubscription({
        client,
        isConnected: () => isConnected,
        request,
        context,
        sink,
        vouchFor: async (context) => identityHeaders(context, await sign(context.identity, subgraph)),
        timeoutMs,
        onOver: () => all.delete(subscription),
      });
      all.add(subscription);
      return () => subscription.stop();
    },
  };
}

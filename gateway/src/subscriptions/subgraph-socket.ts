import { ANONYMOUS, type Identity, type Logger } from '@arena/subgraph-kit';
import { createClient, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import type { Context } from '../context.ts';
import { identityHeaders } from '../subgraphs/identity-headers.ts';
import { backOff } from './backoff.ts';

/** How often a silent subgraph is asked for a sign of life, and how long it may take to give it. */
const PING_MS = 10_000;
const PONG_MS = 5_000;

const ACKNOWLEDGEMENT_MS = 5_000;

/** A subscription as a subgraph is asked for it. */
export type SourceRequest = Pick<SubscribePayload, 'query' | 'operationName' | 'variables'>;

/** What comes of a subscription at a subgraph; after one of the last three nothing more does. */
export type SourceSink = {
  event: (payload: unknown) => void;
  refuse: (errors: readonly unknown[]) => void;
  lose: (cause: unknown) => void;
  complete: () => void;
};

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

/** A subscription that is sent once more after each loss of the connection, with what is true by then. */
type Sent = {
  payload: SourceRequest & { extensions?: { headers: Record<string, string> } };
  context: () => Context;
};

/** One connection to a subgraph, there as long as anything is subscribed, which carries all subscriptions. */
export function openSubgraphSocket(options: SubgraphSocketOptions): SubgraphSocket {
  const { subgraph, url, sign, timeoutMs, maxEventBytes, logger } = options;
  const all = new Set<Sent>();
  let isConnected = false;
  let isAnswerDue: NodeJS.Timeout | undefined;

  const vouchFor = async ({ payload, context }: Sent): Promise<void> => {
    const headers = identityHeaders(context(), await sign(context().identity, subgraph));
    payload.extensions = { headers };
  };

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
      await Promise.all([...all].map(vouchFor));
      return { authorization: `Bearer ${await sign(ANONYMOUS, subgraph)}` };
    },
    on: {
      connected: (_socket, _payload, isRetry) => {
        isConnected = true;
        if (isRetry) logger.info({ subgraph }, 'live events flow again');
      },
      closed: (event) => {
        clearTimeout(isAnswerDue);
        const { code, reason } = event as WebSocket.CloseEvent;
        if (isConnected && all.size > 0) logger.warn({ subgraph, code, reason }, 'live events are cut off');
        isConnected = false;
      },
      ping: (isReceived) => {
        if (!isReceived) isAnswerDue = setTimeout(() => client.terminate(), PONG_MS);
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(isAnswerDue);
      },
    },
  });

  return {
    subscribe: (request, context, sink) => {
      const sent: Sent = { payload: { ...request }, context };
      let end: (() => void) | undefined;
      let isOver = false;
      const finish = (tell?: () => void) => {
        if (isOver) return;
        isOver = true;
        clearTimeout(deadline);
        unlisten();
        all.delete(sent);
        tell?.();
        end?.();
      };
      const deadline = setTimeout(
        () => finish(() => sink.lose(new Error(`no connection within ${timeoutMs} ms`))),
        timeoutMs,
      );
      const unlisten = client.on('connected', () => clearTimeout(deadline));
      if (isConnected) clearTimeout(deadline);
      const begin = async () => {
        await vouchFor(sent);
        if (isOver) return;
        all.add(sent);
        end = client.subscribe(sent.payload, {
          next: (payload) => {
            if (isOver) return;
            // errors alone are no event: the subgraph could not begin
            if ('data' in payload) sink.event(payload);
            else finish(() => sink.refuse(payload.errors ?? []));
          },
          error: (cause) => finish(() => (Array.isArray(cause) ? sink.refuse(cause) : sink.lose(cause))),
          complete: () => finish(sink.complete),
        });
      };
      begin().catch((error: unknown) => finish(() => sink.lose(error)));
      return () => finish();
    },
  };
}

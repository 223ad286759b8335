import {
  graphqlHandler,
  traceparentOf,
  traceRequests,
  type DomainError,
  type Handler,
  type UpgradeHandler,
} from '@arena/subgraph-kit';
import type { IncomingMessage } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import type { GatewayAdapters } from './adapters.ts';
import { createAdmission } from './admission.ts';
import type { Authenticator } from './authentication/access-token.ts';
import type { Context } from './context.ts';
import { connectionCaps, type Env } from './env.ts';
import type { Graph } from './graph.ts';
import { clientAddress } from './http/client-address.ts';
import { admitOrigins } from './http/foreign-origins.ts';
import { shedLoad } from './http/load-shedding.ts';
import { admitGraphqlAccept } from './http/preflight.ts';
import { requestIdOf } from './http/request-id.ts';
import { requestSignal } from './http/request-signal.ts';
import { acceptedFraming } from './http/streams/accepted-framing.ts';
import { admitEventSource } from './http/streams/admit-event-source.ts';
import { createDelivery } from './http/streams/deliver.ts';
import { userAgentOf } from './http/user-agent.ts';
import { clientNameOf } from './metrics/client-names.ts';
import type { RequestMetrics } from './metrics/request-metrics.ts';
import { OperationsInHand } from './operations-in-hand.ts';
import type { Operations } from './operations.ts';
import type { EndedSessions } from './sessions/ended-sessions.ts';
import { watchSession, type WatchSession } from './sessions/watch-session.ts';
import { ConnectionCounts } from './websocket/connection-counts.ts';
import { serveWebSockets } from './websocket/serve-websockets.ts';

/** The code by which a WebSocket is closed that may be opened anew. */
const GOING_AWAY = 1001;

export type EndpointOptions = {
  env: Env;
  adapters: GatewayAdapters;
  graph: Graph;
  operations: Operations;
  requests: Pick<RequestMetrics, 'refused'>;
  authenticator: Authenticator;
  endedSessions: EndedSessions;
  /** the origins whose pages may use the gateway */
  origins: readonly string[];
};

export type Endpoint = {
  handler: Handler;
  onUpgrade: UpgradeHandler;
  /** Ends all streams and WebSockets, once the operations that are under way have been answered. */
  endStreams: () => Promise<void>;
};

/** Serves GraphQL: over HTTP as one answer or as a stream of events, and over WebSocket. */
export function createEndpoint(options: EndpointOptions): Endpoint {
  const { env, adapters, graph, operations, requests, authenticator, endedSessions, origins } = options;
  const { logger, now, tracer } = adapters;
  const { server } = operations;
  const admit = createAdmission(env, graph);
  const admitOrigin = admitOrigins(origins);
  const watch: WatchSession = (client, onEnd) => watchSession(client, { endedSessions, now }, onEnd);
  const clientOf = (request: IncomingMessage) => ({
    traceparent: traceparentOf(request.headers),
    address: clientAddress(request, env.TRUSTED_PROXY_HOPS),
    userAgent: userAgentOf(request),
    client: clientNameOf(request.headers),
  });
  const onRefusal = (request: IncomingMessage, { extensions }: DomainError) =>
    requests.refused(extensions.code, clientNameOf(request.headers));

  const handler = graphqlHandler<Context>({
    server,
    admit: (request) => admit(admitEventSource(admitGraphqlAccept(admitOrigin(request)))),
    createContext: async (request, response) => {
      const { identity, expiresAtMs } = await authenticator.authenticate(request.headers.authorization);
      const framing = acceptedFraming(request.headers.accept);
      return {
        ...clientOf(request),
        identity,
        requestId: requestIdOf(request),
        signal: requestSignal(response, env.OPERATION_TIMEOUT_MS),
        streaming: framing && {
          isGet: request.method === 'GET',
          transport: framing.transport,
          expiresAtMs,
        },
      };
    },
    onRefusal,
    deliver: createDelivery({ heartbeatMs: env.HEARTBEAT_MS, watch, logger }),
  });

  const inHand = new OperationsInHand(env.MAX_OPERATIONS_IN_FLIGHT);
  const isLimited = env.RATE_LIMITS === 'on';
  const webSockets = serveWebSockets({
    server,
    admit,
    onRefusal: requests.refused,
    authenticator,
    watch,
    clientOf,
    origins,
    initTimeoutMs: env.CONNECTION_INIT_TIMEOUT_MS,
    heartbeatMs: env.HEARTBEAT_MS,
    operationTimeoutMs: env.OPERATION_TIMEOUT_MS,
    maxOperations: isLimited ? env.MAX_SUBSCRIPTIONS_CONNECTION : Infinity,
    inHand,
    connections: new ConnectionCounts(isLimited ? connectionCaps(env) : undefined),
    logger,
    tracer,
  });

  return {
    handler: shedLoad(inHand, traceRequests(tracer, '/graphql', handler), onRefusal),
    onUpgrade: webSockets.upgrade,
    endStreams: async () => {
      webSockets.drain();
      await inHand.untilIdle(env.DRAIN_TIMEOUT_MS / 2);
      // what the last of them have come to is still to be written
      await setImmediate();
      // before they hear of the streams that ended with it: by this code clients know that they may come again
      const closed = webSockets.closeAll(GOING_AWAY, 'Going away');
      operations.endStreams();
      await closed;
    },
  };
}

import type { Identity } from '@arena/subgraph-kit';
import type { ClientName } from './metrics/client-names.ts';
import type { LiveTransport } from './metrics/live-metrics.ts';
import type { Stream } from './subscriptions/stream.ts';

/** What is asked for by a client that can be sent events. */
export type Streaming = {
  /** asked for by GET, which changes nothing */
  isGet: boolean;
  /** what the events go by */
  transport: LiveTransport;
  /** when the client's access token does; Infinity for the anonymous */
  expiresAtMs: number;
  /** the events, once it has turned out to be a subscription */
  stream?: Stream;
};

/** What the gateway knows of a request beside its operation. */
export type Context = {
  identity: Identity;
  requestId: string;
  /** the W3C trace context that the client's request belongs to, if any */
  traceparent: string | undefined;
  /** the client's network address */
  address: string;
  userAgent: string | undefined;
  /** which program it says that it is */
  client: ClientName;
  /** aborts when the client has gone or its answer would come too late */
  signal: AbortSignal | undefined;
  /** present where the client can be sent events */
  streaming?: Streaming | undefined;
};

import type { Identity } from '@arena/subgraph-kit';

/** What the gateway knows of a request beside its operation. */
export type Context = {
  identity: Identity;
  requestId: string;
  /** the W3C trace context that the client's request belongs to, if any */
  traceparent: string | undefined;
  /** the client's network address */
  address: string;
  userAgent: string | undefined;
  /** aborts when the client has gone or its answer would come too late */
  signal: AbortSignal | undefined;
};

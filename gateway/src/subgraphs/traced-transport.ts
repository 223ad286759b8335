import { inSpan, SpanKind, toTraceparent, traceOf, type Tracer } from '@arena/subgraph-kit';
import type { Transport } from '../execution/transport.ts';

/** Has each call of a subgraph be a span, which is the parent of what the subgraph does. */
export function tracedTransport(transport: Transport, tracer: Tracer | undefined): Transport {
  if (!tracer) return transport;
  return (call) => {
    const { subgraph, mutation, context } = call;
    const settings = {
      name: `fetch ${subgraph}`,
      kind: SpanKind.CLIENT,
      attributes: {
        'http.request.method': 'POST',
        'peer.service': subgraph,
        'graphql.operation.type': mutation ? 'mutation' : 'query',
      },
      parent: traceOf(context.traceparent),
    };
    return inSpan(tracer, settings, (span) => {
      const traceparent = span && toTraceparent(span.spanContext());
      return transport({ ...call, context: { ...context, traceparent } });
    });
  };
}

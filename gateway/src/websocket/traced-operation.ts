import { inSpan, SpanKind, toTraceparent, traceOf, type Tracer } from '@arena/subgraph-kit';
import type { Context } from '../context.ts';

/** Runs an operation that came by WebSocket in a span, which is over when it is answered or its stream has begun. */
export function tracedOperation<C extends Context, Result>(
  tracer: Tracer | undefined,
  context: C,
  run: (context: C) => Promise<Result>,
): Promise<Result> {
  if (!tracer) return run(context);
  const attributes = { 'network.protocol.name': 'websocket' };
  const settings = {
    name: 'operation',
    kind: SpanKind.SERVER,
    attributes,
    parent: traceOf(context.traceparent),
  };
  return inSpan(tracer, settings, (span) =>
    run({ ...context, traceparent: span && toTraceparent(span.spanContext()) }),
  );
}

import { SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api';
import type { Handler } from '../http-server.ts';
import { toTraceparent, traceparentOf } from '../traceparent.ts';
import { inSpan, traceOf } from './in-span.ts';

const METHODS = new Set(['GET', 'HEAD', 'POST', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']);

/**
 * Has each request of a path answered in a span, which continues the client's trace. From there on the request's own
 * trace context is that span.
 */
export function traceRequests(tracer: Tracer | undefined, path: string, handler: Handler): Handler {
  if (!tracer) return handler;
  return (request, response) => {
    const method = METHODS.has(request.method ?? '') ? (request.method as string) : '_OTHER';
    const settings = {
      name: `${method} ${path}`,
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': method, 'http.route': path },
      parent: traceOf(traceparentOf(request.headers)),
    };
    return inSpan(tracer, settings, async (span) => {
      if (span) request.headers['traceparent'] = toTraceparent(span.spanContext());
      await handler(request, response);
      span?.setAttribute('http.response.status_code', response.statusCode);
      if (response.statusCode >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    });
  };
}

/** Has the requests of all these paths answered in spans. */
export const traceRoutes = (
  tracer: Tracer | undefined,
  routes: Record<string, Handler>,
): Record<string, Handler> =>
  Object.fromEntries(
    Object.entries(routes).map(([path, handler]) => [path, traceRequests(tracer, path, handler)]),
  );

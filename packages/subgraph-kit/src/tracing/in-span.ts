import {
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanOptions,
  type Tracer,
} from '@opentelemetry/api';
import { DomainError } from '../errors.ts';
import { fromTraceparent, toTraceparent } from '../traceparent.ts';

/** What spans begun in it are children of: the span that is told of. Without one they begin traces of their own. */
export function traceOf(traceparent: string | null | undefined): Context {
  const span = fromTraceparent(traceparent);
  return span ? trace.setSpanContext(ROOT_CONTEXT, span) : ROOT_CONTEXT;
}

/** The span that this is done in, as others are told of it; undefined where none is. */
export function activeTraceparent(): string | undefined {
  const span = trace.getActiveSpan();
  return span && toTraceparent(span.spanContext());
}

/** Has what is begun here, and goes on for longer, be no part of the trace in which it happened to be begun. */
export const outsideTraces = <Result>(work: () => Result): Result => context.with(ROOT_CONTEXT, work);

/** Marks a span as failed, by a code: what an error says may hold what is nobody's business. */
export function failSpan(span: Span, error: unknown): void {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: string };
  const own = error instanceof DomainError ? error.extensions.code : code;
  span.setAttribute('error.type', typeof own === 'string' ? own : (name ?? 'unknown'));
  span.setStatus({ code: SpanStatusCode.ERROR });
}

export type SpanSettings = SpanOptions & {
  name: string;
  /** what it is a child of; the span in which it is begun, if left out */
  parent?: Context | undefined;
};

/** Does some work in a span, or just does it where no spans are made. */
export async function inSpan<Result>(
  tracer: Tracer | undefined,
  { name, parent = context.active(), ...options }: SpanSettings,
  work: (span?: Span) => Promise<Result>,
): Promise<Result> {
  if (!tracer) return work();
  const span = tracer.startSpan(name, options, parent);
  try {
    return await context.with(trace.setSpan(parent, span), () => work(span));
  } catch (error) {
    failSpan(span, error);
    throw error;
  } finally {
    span.end();
  }
}

import { ROOT_CONTEXT, SpanKind, type Tracer } from '@opentelemetry/api';
import { fromTraceparent } from '../traceparent.ts';
import { inSpan } from './in-span.ts';

/**
 * Does what a live event needs in a trace of its own, or just does it where no spans are made: a subscription may go on
 * for days. The trace is linked to the one in which the subscription was begun.
 */
export function inEventSpan<Result>(
  tracer: Tracer | undefined,
  subscribedBy: string | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!tracer) return work();
  const context = fromTraceparent(subscribedBy);
  const settings = { name: 'live event', kind: SpanKind.CONSUMER, parent: ROOT_CONTEXT };
  return inSpan(tracer, { ...settings, links: context ? [{ context }] : [] }, work);
}

import { startTracing, type Tracing } from '@arena/subgraph-kit';

type Processor = Parameters<typeof startTracing>[0];
/** A span that has ended, as the SDK has it. */
export type EndedSpan = Parameters<Processor['onEnd']>[0];

export const serviceOf = ({ resource }: EndedSpan): unknown => resource.attributes['service.name'];
export const traceIdOf = (span: EndedSpan): string => span.spanContext().traceId;

/** Makes spans, and keeps in memory those that have ended. */
export function keptSpans(): { tracing: Tracing; spans: EndedSpan[] } {
  const spans: EndedSpan[] = [];
  const tracing = startTracing({
    onStart: () => {},
    onEnd: (span) => void spans.push(span),
    forceFlush: async () => {},
    shutdown: async () => {},
  });
  return { tracing, spans };
}

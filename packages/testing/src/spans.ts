import { loadTracing, type Tracing } from '@arena/subgraph-kit';

type Loaded = Awaited<ReturnType<typeof loadTracing>>;
type Processor = Parameters<Loaded['startTracing']>[0];
/** A span that has ended, as the SDK has it. */
export type EndedSpan = Parameters<Processor['onEnd']>[0];

export const serviceOf = ({ resource }: EndedSpan): unknown => resource.attributes['service.name'];
export const traceIdOf = (span: EndedSpan): string => span.spanContext().traceId;

/** Makes spans, and keeps in memory those that have ended. */
export async function keptSpans(): Promise<{ tracing: Tracing; spans: EndedSpan[] }> {
  const { startTracing } = await loadTracing();
  const spans: EndedSpan[] = [];
  const tracing = startTracing({
    onStart: () => {},
    onEnd: (span) => void spans.push(span),
    forceFlush: async () => {},
    shutdown: async () => {},
  });
  return { tracing, spans };
}

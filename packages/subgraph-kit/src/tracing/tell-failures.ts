import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../logger.ts';

/** How long the log is spared after it has been told that spans are lost. */
const TOLD_EVERY_MS = 60_000;

/** Has an exporter tell the log that spans are lost, at most once a minute, and nobody else. */
export function tellFailures(
  exporter: SpanExporter,
  logger: Logger,
  toldEveryMs = TOLD_EVERY_MS,
): SpanExporter {
  let lost = 0;
  let toldAt = -Infinity;
  const tell = (error: Error | undefined) => {
    const now = performance.now();
    if (now - toldAt < toldEveryMs) return;
    toldAt = now;
    logger.warn({ err: error, spans: lost }, 'spans are lost: the collector does not take them');
    lost = 0;
  };
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== 0) {
          lost += spans.length;
          tell(result.error);
        }
        done(result);
      }),
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

import { setTimeout as pause } from 'node:timers/promises';
import { context } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  type Sampler,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace-node';
import type { Logger } from '../logger.ts';
import { stopOnce } from '../service.ts';
import { samplerOf } from './sampler.ts';
import { serviceResource } from './service-resource.ts';
import { tellFailures } from './tell-failures.ts';
import type { Tracing } from './tracing-for.ts';
import type { TracingEnv } from './variables.ts';

/** How long a stop waits for the collector to take what is left. */
const FLUSH_MS = 3_000;

/**
 * Begins to make spans.
 * @param processor takes those that have ended
 */
export function startTracing(
  processor: SpanProcessor,
  sampler: Sampler = new ParentBasedSampler({ root: new AlwaysOnSampler() }),
): Tracing {
  // the one thing that the process has in common; whoever has set it before has set the same
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  return {
    tracer: (service) =>
      new NodeTracerProvider({
        resource: serviceResource(service),
        sampler,
        spanProcessors: [processor],
      }).getTracer(service),
    stop: stopOnce(async () => {
      const flushed = new AbortController();
      const late = pause(FLUSH_MS, undefined, { signal: flushed.signal }).catch(() => {});
      await Promise.race([processor.shutdown().catch(() => {}), late]);
      flushed.abort();
    }),
  };
}

/** Begins to make spans and to hand them to the collector at an address. */
export function traceTo(endpoint: string, env: TracingEnv, logger: Logger): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` });
  return startTracing(new BatchSpanProcessor(tellFailures(exporter, logger)), samplerOf(env));
}

import type { Tracer } from '@opentelemetry/api';
import type { Logger } from '../logger.ts';
import type { TracingEnv } from './variables.ts';

export type Tracing = {
  /** Makes the spans of one service. */
  tracer: (service: string) => Tracer;
  /** Hands over what is left, if that can be done soon. */
  stop: () => Promise<void>;
};

/** Loads what makes spans, which takes a quarter of a second. */
export const loadTracing = () => import('./start-tracing.ts');

/**
 * Begins to make spans and to hand them to the collector that the environment names; undefined where it names none.
 */
export async function tracingFor(env: TracingEnv, logger: Logger): Promise<Tracing | undefined> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (endpoint === undefined) return undefined;
  const { traceTo } = await loadTracing();
  return traceTo(endpoint, env, logger);
}

import type { Tracer } from '@opentelemetry/api';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics/metrics.ts';

/** A running service. */
export type Service = {
  url: string;
  /** Drains and closes everything the service opened. May be called again. */
  stop: () => Promise<void>;
};

/** What the runner hands each service: the parts that differ between run modes and tests. */
export type Adapters = {
  logger: Logger;
  /** what the service counts; no other service's */
  metrics: Metrics;
  /** the current time */
  now: () => Date;
  /** told of each SQL statement, so that a test can count them or look into them */
  onStatement?: (sql: string, parameters: unknown[]) => void;
  /** makes the service's spans; absent where none are made */
  tracer?: Tracer | undefined;
};

/** Makes a stop safe to call more than once: the later calls wait for the first. */
export function stopOnce(stop: () => Promise<void>): () => Promise<void> {
  let stopped: Promise<void> | undefined;
  return () => (stopped ??= stop());
}

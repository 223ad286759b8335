import { getHeapStatistics } from 'node:v8';
import { collectDefaultMetrics, Registry } from 'prom-client';
import {
  counterOn,
  gaugeOn,
  histogramOn,
  type CounterFamily,
  type GaugeFamily,
  type HistogramFamily,
  type MetricShape,
} from './families.ts';
import { ScrapeReads, type ReadTimes } from './scrape-reads.ts';

/** What one service counts and tells of itself. Asked twice for the same name, it gives the same. */
export type Metrics = {
  counter: (shape: MetricShape) => CounterFamily;
  gauge: (shape: MetricShape) => GaugeFamily;
  histogram: (shape: MetricShape, buckets?: readonly number[]) => HistogramFamily;
  /**
   * Has gauges set when metrics are asked for, in place of what had that name. What it throws is counted.
   * @returns a function that ends it
   */
  read: (name: string, read: () => void | Promise<void>, times?: ReadTimes) => () => void;
  /** Tells of the process too: heap, event loop, garbage collection. For one service of a process. */
  watchProcess: () => void;
  /** All that is known now, as Prometheus reads it; it never rejects for what cannot be read. */
  scrape: () => Promise<{ contentType: string; text: string }>;
};

/** Makes the metrics of one service, on a registry of their own. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const families = new Map<string, unknown>();
  const once = <Family>(name: string, make: () => Family): Family => {
    const family = (families.get(name) as Family | undefined) ?? make();
    families.set(name, family);
    return family;
  };
  const failures = counterOn(registry, {
    name: 'arena_metrics_read_failures_total',
    help: 'Readings of metrics that failed or took too long, by what was read.',
    labels: ['read'],
  });
  const reads = new ScrapeReads((name) => failures.add([name]));
  return {
    counter: (shape) => once(shape.name, () => counterOn(registry, shape)),
    gauge: (shape) => once(shape.name, () => gaugeOn(registry, shape)),
    histogram: (shape, buckets) => once(shape.name, () => histogramOn(registry, shape, buckets)),
    read: (name, read, times) => reads.add(name, read, times),
    watchProcess: () =>
      once('process', () => {
        collectDefaultMetrics({ register: registry });
        const limit = gaugeOn(registry, {
          name: 'arena_process_heap_limit_bytes',
          help: 'What the heap of this process may grow to before it ends for want of memory.',
        });
        limit.set(getHeapStatistics().heap_size_limit);
      }),
    scrape: async () => {
      await reads.run();
      return { contentType: registry.contentType, text: await registry.metrics() };
    },
  };
}

import { Counter, Gauge, Histogram, type MetricType, type Registry } from 'prom-client';
import { SeriesMap } from './series.ts';

/** What a metric is: its labels must have few values each, all of them known beforehand or bounded. */
export type MetricShape = { name: string; help: string; labels?: readonly string[] };

/** Counts what happens; the values of its labels are given in the order of their names. */
export type CounterFamily = { add: (values?: readonly string[], count?: number) => void };

/** Counts how long things take, in seconds. */
export type HistogramFamily = { observe: (seconds: number, values?: readonly string[]) => void };

/** Tells how much there is of something at this moment. */
export type GaugeFamily = {
  set: (value: number, values?: readonly string[]) => void;
  add: (change: number, values?: readonly string[]) => void;
  /** Tells nothing any more until something is set. */
  clear: () => void;
};

const NO_VALUES: readonly string[] = [];

/** From half a millisecond to ten seconds. */
export const SECONDS_BUCKETS = [
  0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** Makes a counter on a registry. */
export function counterOn(registry: Registry, { name, help, labels = [] }: MetricShape): CounterFamily {
  const series = new SeriesMap(labels, () => ({ count: 0 }));
  // told from the start, where there is but one
  if (labels.length === 0) series.of(NO_VALUES);
  new Counter({
    ...{ name, help, labelNames: [...labels], registers: [registry] },
    collect() {
      this.reset();
      for (const one of series.all()) this.inc(one.labels, one.value.count);
    },
  });
  return { add: (values = NO_VALUES, count = 1) => void (series.of(values).count += count) };
}

/** Makes a gauge on a registry. */
export function gaugeOn(registry: Registry, { name, help, labels = [] }: MetricShape): GaugeFamily {
  const series = new SeriesMap(labels, () => ({ value: 0 }));
  new Gauge({
    ...{ name, help, labelNames: [...labels], registers: [registry] },
    collect() {
      // without labels the library begins with a zero, though nothing may be known
      this.reset();
      if (labels.length === 0) this.remove();
      for (const one of series.all()) this.set(one.labels, one.value.value);
    },
  });
  return {
    set: (value, values = NO_VALUES) => void (series.of(values).value = value),
    add: (change, values = NO_VALUES) => void (series.of(values).value += change),
    clear: () => series.clear(),
  };
}

type Observed = { buckets: number[]; sum: number; count: number };

/** A histogram of the library's, whose numbers are counted in a plainer way than it does. */
class PlainHistogram extends Histogram {
  readonly #shape: MetricShape;
  readonly #bounds: readonly number[];
  readonly #series: SeriesMap<Observed>;

  constructor(registry: Registry, shape: MetricShape, bounds: readonly number[]) {
    const { name, help, labels = [] } = shape;
    super({ name, help, labelNames: [...labels], buckets: [...bounds], registers: [registry] });
    this.#shape = shape;
    this.#bounds = bounds;
    this.#series = new SeriesMap(labels, () => ({ buckets: bounds.map(() => 0), sum: 0, count: 0 }));
  }

  take(seconds: number, values: readonly string[]): void {
    const observed = this.#series.of(values);
    observed.sum += seconds;
    observed.count += 1;
    for (let index = 0; index < this.#bounds.length; index++) {
      if (seconds > (this.#bounds[index] as number)) continue;
      observed.buckets[index] = (observed.buckets[index] as number) + 1;
      return;
    }
  }

  override async get() {
    const { name, help } = this.#shape;
    const values = [...this.#series.all()].flatMap(({ labels, value: { buckets, sum, count } }) => {
      let below = 0;
      const cumulated = buckets.map((inBucket, index) => ({
        metricName: `${name}_bucket`,
        labels: { ...labels, le: this.#bounds[index] as number },
        value: (below += inBucket),
      }));
      return [
        ...cumulated,
        { metricName: `${name}_bucket`, labels: { ...labels, le: '+Inf' }, value: count },
        { metricName: `${name}_sum`, labels, value: sum },
        { metricName: `${name}_count`, labels, value: count },
      ];
    });
    const type = 'histogram' as unknown as MetricType;
    return { name, help, type, aggregator: 'sum' as const, collect: () => undefined, values };
  }

  /** what the library writes its text from */
  getForPromString() {
    return this.get();
  }
}

/** Makes a histogram on a registry. */
export function histogramOn(
  registry: Registry,
  shape: MetricShape,
  bounds: readonly number[] = SECONDS_BUCKETS,
): HistogramFamily {
  const histogram = new PlainHistogram(registry, shape, bounds);
  return { observe: (seconds, values = NO_VALUES) => histogram.take(seconds, values) };
}

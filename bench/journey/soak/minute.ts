import { percentile } from '../../gateway/load/percentile.ts';
import type { Delays } from '../live/renames.ts';
import type { Tally } from '../load/tally.ts';
import type { Sample } from './sampler.ts';

/** What came of a minute of load. */
export type Minute = {
  /** at its end, since the start */
  at: number;
  operations: number;
  readShare: number;
  readP50Ms: number;
  readP99Ms: number;
  writeP99Ms: number;
  purchases: number;
  purchaseP50Ms: number;
  purchaseP99Ms: number;
  /** events of renames that have reached somebody, and how long after the answer to the rename */
  deliveries: number;
  deliveryP99Ms: number;
  refusals: Record<string, number>;
};

export const summaryOf = (at: number, tally: Tally, { fromAnswer }: Delays): Minute => ({
  at,
  operations: tally.count,
  readShare: tally.reads.length / tally.count,
  readP50Ms: percentile(tally.reads, 0.5),
  readP99Ms: percentile(tally.reads, 0.99),
  writeP99Ms: percentile(tally.writes, 0.99),
  purchases: tally.purchases.length,
  purchaseP50Ms: percentile(tally.purchases, 0.5),
  purchaseP99Ms: percentile(tally.purchases, 0.99),
  deliveries: fromAnswer.length,
  deliveryP99Ms: percentile(fromAnswer, 0.99),
  refusals: Object.fromEntries(tally.refusals),
});

const whole = (value: number): string => value.toFixed(0);

/** A line that tells of a minute. */
export function minuteLine(minute: Minute, sample: Sample): string {
  const heaps = Object.entries(sample.processes).map(
    ([name, { heapMb, cpu }]) => `${name} ${whole(heapMb)} MB ${whole(cpu * 100)} %`,
  );
  const refused = Object.values(minute.refusals).reduce((sum, count) => sum + count, 0);
  return [
    `${minute.at.toFixed(1)} min`,
    `${minute.operations} operations (${whole(minute.readShare * 100)} % reads)`,
    `reads p50 ${whole(minute.readP50Ms)} p99 ${whole(minute.readP99Ms)} ms`,
    `${minute.purchases} purchases p50 ${whole(minute.purchaseP50Ms)} p99 ${whole(minute.purchaseP99Ms)} ms`,
    `${minute.deliveries} deliveries p99 ${whole(minute.deliveryP99Ms)} ms`,
    `${refused} refused`,
    `heap and CPU: ${heaps.join(', ')}`,
    `${sample.postgresConnections} connections, Redis ${whole(sample.redisMb)} MB, ${sample.cacheKeys} kept`,
  ].join('; ');
}

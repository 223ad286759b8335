import type { Measured } from '../run/stage.ts';
import type { Series } from '../run/run-rounds.ts';

export type Spread = { median: number; min: number; max: number };
export type Summary = Omit<Series, 'rounds'> & Record<keyof Measured, Spread>;

function spread(values: number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  const middle = (sorted.length - 1) / 2;
  return {
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    min: at(0),
    max: at(sorted.length - 1),
  };
}

/** Median, least and greatest over the rounds of one series. */
export function summarise({ rounds, ...of }: Series): Summary {
  const over = (key: keyof Measured) => spread(rounds.map((round) => round[key]));
  return {
    ...of,
    requestsPerSecond: over('requestsPerSecond'),
    p50Ms: over('p50Ms'),
    p99Ms: over('p99Ms'),
    cpuMsPerRequest: over('cpuMsPerRequest'),
    rssMb: over('rssMb'),
    fetchesPerRequest: over('fetchesPerRequest'),
    subgraphsCpuMsPerRequest: over('subgraphsCpuMsPerRequest'),
  };
}

export type Ratio = { operation: string; mode: string; peer: string } & Record<'cpu' | 'requests', Spread>;

/**
 * How many times a peer's processor time Arena needs, and how many times its requests per second it answers,
 * round by round: the spread of a ratio is then free of what changed on the machine between rounds.
 */
export function ratios(series: Series[]): Ratio[] {
  return series
    .filter(({ gateway }) => gateway !== 'arena')
    .flatMap((peer) => {
      const arena = series.find(
        ({ gateway, operation, mode }) =>
          gateway === 'arena' && operation === peer.operation && mode === peer.mode,
      );
      if (!arena) return [];
      const over = (key: keyof Measured) =>
        spread(peer.rounds.map((round, i) => (arena.rounds[i]?.[key] ?? Number.NaN) / round[key]));
      return {
        operation: peer.operation,
        mode: peer.mode,
        peer: peer.gateway,
        cpu: over('cpuMsPerRequest'),
        requests: over('requestsPerSecond'),
      };
    });
}

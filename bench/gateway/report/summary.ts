import { spread, type Spread } from '../../report/spread.ts';
import type { Measured } from '../run/stage.ts';
import type { Series } from '../run/run-rounds.ts';

export type Summary = Omit<Series, 'rounds'> & Record<keyof Measured, Spread>;

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

export type Ratio = { operation: string; load: string; gateway: string; peer: string } & Record<
  'cpu' | 'requests',
  Spread
>;

/** Those that are held against all others. */
const OURS = ['arena', 'arena-cached'];

/**
 * How many times a peer's processor time Arena needs, and how many times its requests per second it answers,
 * round by round: the spread of a ratio is then free of what changed on the machine between rounds.
 */
export function ratios(series: readonly Series[]): Ratio[] {
  return OURS.flatMap((name) =>
    series
      .filter(({ gateway }) => gateway !== name && !(OURS.indexOf(gateway) > OURS.indexOf(name)))
      .flatMap((peer) => {
        const own = series.find(
          ({ gateway, operation, load }) =>
            gateway === name && operation === peer.operation && load === peer.load,
        );
        if (!own) return [];
        const over = (key: keyof Measured) =>
          spread(peer.rounds.map((round, i) => (own.rounds[i]?.[key] ?? Number.NaN) / round[key]));
        return [
          {
            operation: peer.operation,
            load: peer.load,
            gateway: name,
            peer: peer.gateway,
            cpu: over('cpuMsPerRequest'),
            requests: over('requestsPerSecond'),
          },
        ];
      }),
  );
}

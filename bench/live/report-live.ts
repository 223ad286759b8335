import type { Chart } from '../report/chart.ts';
import type { Report, Table } from '../report/report.ts';
import { spread, withSpread, type Spread } from '../report/spread.ts';
import type { Measured } from './measure-run.ts';
import type { Plan, Run } from './runs.ts';

/** The memory of fewer subscribers cannot be told from what else goes on in a process. */
const MANY = 1_000;

const NAMES: Record<Run['transport'], string> = {
  websocket: 'WebSocket',
  sse: 'SSE',
  multipart: 'multipart',
};

/** The rounds of one run. */
type Rounds = readonly Measured[];

const over = (rounds: Rounds, valueOf: (measured: Measured) => number): Spread => spread(rounds.map(valueOf));

const shown =
  (digits: number, valueOf: (measured: Measured) => number) =>
  (rounds: Rounds): string =>
    withSpread(over(rounds, valueOf), digits);

const forMany =
  (cell: (rounds: Rounds) => string) =>
  (rounds: Rounds): string =>
    (rounds[0]?.subscribers ?? 0) < MANY ? '' : cell(rounds);

type Column = [heading: string, cell: (rounds: Rounds) => string | number];

const RUN: Column[] = [
  ['transport', ([first]) => (first ? NAMES[first.transport] : '')],
  ['subscribers', ([first]) => first?.subscribers ?? 0],
  ['events/s', ([first]) => first?.eventsPerSecond ?? 0],
];

const DELIVERY: Column[] = [
  ...RUN,
  ['delivered/s', shown(0, ({ deliveriesPerSecond }) => deliveriesPerSecond)],
  ['missed %', shown(1, ({ missed }) => missed * 100)],
  ['p50 ms', shown(0, ({ p50Ms }) => p50Ms)],
  ['p99 ms', shown(0, ({ p99Ms }) => p99Ms)],
  ['p99 ms from the answer', shown(0, ({ p99FromAnswerMs }) => p99FromAnswerMs)],
  ['the latest, ms', shown(0, ({ mostMs }) => mostMs)],
];

const COST: Column[] = [
  ...RUN,
  ['gateway’s CPU µs per delivery', shown(1, (measured) => measured.cpuMicrosecondsPerDelivery)],
  ['RSS kB each', forMany(shown(1, ({ rssBytesEach }) => rssBytesEach / 1_000))],
  ['heap kB each', forMany(shown(1, ({ heapBytesEach }) => heapBytesEach / 1_000))],
  ['calls per event', shown(2, ({ callsPerEvent }) => callsPerEvent)],
  ['gateway’s CPU %', shown(0, ({ gatewayCpu }) => gatewayCpu * 100)],
  ['subscribers’ CPU %', shown(0, ({ subscribersCpu }) => subscribersCpu * 100)],
  ['subgraphs’ CPU %', shown(0, ({ subgraphsCpu }) => subgraphsCpu * 100)],
];

const tableOf = (columns: readonly Column[], runs: readonly Rounds[]): Table => ({
  head: columns.map(([heading]) => heading),
  rows: runs.map((rounds) => columns.map(([, cell]) => cell(rounds))),
});

function latencyChart(runs: readonly Rounds[]): Chart {
  return {
    name: 'latency',
    title: 'Live updates: from a change until a client has read of it',
    unit: 'ms, less is better',
    logarithmic: true,
    kind: 'bars',
    categories: runs.map(
      ([first]) =>
        `${first ? NAMES[first.transport] : ''}\n${first?.subscribers}\n${first?.eventsPerSecond} events/s`,
    ),
    series: [
      { name: 'p50', values: runs.map((rounds) => over(rounds, ({ p50Ms }) => p50Ms).median) },
      { name: 'p99', values: runs.map((rounds) => over(rounds, ({ p99Ms }) => p99Ms).median) },
    ],
  };
}

/** What the rounds of each run came to, as a report. */
export function reportLive({ rounds, seconds, warmUpSeconds }: Plan, runs: readonly Rounds[]): Report {
  return {
    name: 'live',
    title: 'Live updates',
    text:
      'Clients of one gateway are subscribed to one tournament, each on a connection of its own, and ask for fields of ' +
      'three subgraphs. The tournament is renamed at a steady rate by asking its subgraph itself. Each run has a fresh ' +
      `gateway; ${rounds} round${rounds === 1 ? '' : 's'} of ${seconds} s after ${warmUpSeconds} s of warm-up. Each ` +
      'figure is the median over the rounds, with the least and the greatest behind it.',
    sections: [
      {
        title: 'Deliveries',
        text:
          'Timed from the moment before the rename is sent, which is before its commit, until a client has read the ' +
          'event; the column beside it counts from the answer, which is after the commit.',
        tables: [tableOf(DELIVERY, runs)],
        charts: [latencyChart(runs)],
      },
      {
        title: 'What they take',
        text:
          'Memory is what the gateway’s process grows by, garbage collected, against the same process with no ' +
          'subscriber after it has served fifty. Calls are the requests that subgraphs get from the gateway. 100 % is ' +
          'one processor.',
        tables: [tableOf(COST, runs)],
      },
    ],
    data: { settings: { rounds, seconds, warmUpSeconds }, runs },
  };
}

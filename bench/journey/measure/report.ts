import type { Chart } from '../../report/chart.ts';
import { writeReport, type Table } from '../../report/report.ts';
import { spread, withSpread } from '../../report/spread.ts';
import { CACHINGS, CONNECTIONS, type Length } from './cells.ts';
import type { Measured } from './measure-cell.ts';
import type { MeasuredCell } from './measure.ts';

type Column = { head: string; of: (measured: Measured) => number; digits: number };

const SPEED: Column[] = [
  { head: 'operations/s', of: ({ operationsPerSecond }) => operationsPerSecond, digits: 0 },
  { head: 'reads among them, %', of: ({ readShare }) => readShare * 100, digits: 0 },
  { head: 'reads: p50 ms', of: ({ readP50Ms }) => readP50Ms, digits: 1 },
  { head: 'reads: p99 ms', of: ({ readP99Ms }) => readP99Ms, digits: 1 },
  { head: 'purchases/s', of: ({ purchasesPerSecond }) => purchasesPerSecond, digits: 1 },
  { head: 'a purchase: p50 ms', of: ({ purchaseP50Ms }) => purchaseP50Ms, digits: 0 },
  { head: 'a purchase: p99 ms', of: ({ purchaseP99Ms }) => purchaseP99Ms, digits: 0 },
];

const COST: Column[] = [
  { head: 'CPU of the gateway, ms', of: ({ gatewayCpuMs }) => gatewayCpuMs, digits: 2 },
  { head: 'of the subgraphs, ms', of: ({ subgraphsCpuMs }) => subgraphsCpuMs, digits: 2 },
  { head: 'calls per read', of: ({ callsPerRead }) => callsPerRead, digits: 2 },
  { head: 'events delivered', of: ({ deliveries }) => deliveries, digits: 0 },
  { head: 'p99 ms from the answer', of: ({ deliveryP99Ms }) => deliveryP99Ms, digits: 1 },
  {
    head: 'p99 ms from the request',
    of: ({ deliveryFromSendingP99Ms }) => deliveryFromSendingP99Ms,
    digits: 1,
  },
  { head: 'refused', of: ({ refusals }) => refusals, digits: 0 },
];

const tableOf = (cells: readonly MeasuredCell[], columns: readonly Column[]): Table => ({
  head: ['cache', 'connections', ...columns.map(({ head }) => head)],
  rows: cells.map(({ cache, connections, rounds }) => [
    cache,
    connections,
    ...columns.map(({ of, digits }) => withSpread(spread(rounds.map(of)), digits)),
  ]),
});

/** Bars for each number of connections, without and with a cache. */
function chartOf(
  cells: readonly MeasuredCell[],
  chart: Pick<Chart, 'name' | 'title' | 'unit' | 'logarithmic'>,
  of: Column['of'],
): Chart {
  const value = (cache: string, connections: number) => {
    const cell = cells.find((one) => one.cache === cache && one.connections === connections);
    return cell && spread(cell.rounds.map(of)).median;
  };
  return {
    ...chart,
    kind: 'bars',
    categories: CONNECTIONS.map((connections) => `${connections} connections`),
    series: CACHINGS.map((cache) => ({
      name: `cache ${cache}`,
      values: CONNECTIONS.map((connections) => value(cache, connections)),
    })),
  };
}

/** Writes down what the journey has come to; returns the path of its tables. */
export const writeJourneyReport = (cells: readonly MeasuredCell[], length: Length): Promise<string> =>
  writeReport({
    name: 'journey',
    title: 'The journey: the whole Arena under mixed load',
    text:
      `People who look, buy, play and listen, before a gateway and six subgraphs, each a process of its own in production ` +
      `mode (payments and notifications in development mode, as the sandbox and a folder for mails want it), in front of ` +
      `PostgreSQL, Redis and RabbitMQ; everything, the clients too, on one machine. Each client has a connection and does one ` +
      `thing at a time, as often as people do it (\`bench/journey/acts\`), while 40 listeners follow what happens over ` +
      `WebSocket and server-sent events. A purchase goes from the order over the page of the sandbox to the ticket. An answer ` +
      `or an event that is not as it should be ends the run. Each figure is the median (least–greatest) of ` +
      `${length.rounds} round${length.rounds === 1 ? '' : 's'} of ${length.milliseconds / 1_000} s, of which each has ` +
      `its own gateway, warmed up.`,
    sections: [
      {
        title: 'How fast',
        tables: [tableOf(cells, SPEED)],
        charts: [
          chartOf(
            cells,
            { name: 'operations', title: 'Operations a second', unit: 'operations/s' },
            ({ operationsPerSecond }) => operationsPerSecond,
          ),
          chartOf(
            cells,
            { name: 'reads', title: 'p99 of reads', unit: 'ms', logarithmic: true },
            ({ readP99Ms }) => readP99Ms,
          ),
        ],
      },
      {
        title: 'What it takes',
        text:
          'CPU is that of an operation, query or mutation, with all that follows from it: events, jobs and mails. Calls are ' +
          'those that the gateway makes of subgraphs for a query. Events are renames of tournaments, each time that one of ' +
          'the listeners hears of one.',
        tables: [tableOf(cells, COST)],
      },
    ],
    data: cells,
  });

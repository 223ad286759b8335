// How the cost of a request grows with its answer: a list, and fields of each of its items from a second subgraph.
import type { Section } from '../report/report.ts';
import { spread, withSpread } from '../report/spread.ts';
import { listOf } from './graph/operations.ts';
import type { Pace } from './pace.ts';
import type { Cost, Graph, Stage } from './stage.ts';

const LENGTHS = [10, 100, 1_000];

export type AnswerCosts = { length: number; bytes: number; rounds: Cost[] };

/** Measures answers of ten, a hundred and a thousand items. */
export async function measureAnswers(stage: Stage, graph: Graph, pace: Pace): Promise<AnswerCosts[]> {
  const gateway = await stage.startGateway(graph);
  const costs: AnswerCosts[] = [];
  for (const length of LENGTHS) {
    const operation = listOf(length);
    const bytes = await stage.check(gateway, graph, operation);
    await stage.load(gateway, { operation, isNew: false, until: { milliseconds: pace.warmUpMs } });
    costs.push({ length, bytes, rounds: [] });
  }
  for (let round = 0; round < pace.rounds; round += 1) {
    for (const { length, rounds } of costs) {
      const until = { milliseconds: pace.milliseconds };
      const cost = await stage.load(gateway, { operation: listOf(length), isNew: false, until });
      rounds.push(cost);
      console.error(
        `round ${round + 1}/${pace.rounds}: ${length} items: ${cost.cpuMs.toFixed(2)} ms of CPU a request`,
      );
    }
  }
  await gateway.child.stop();
  return costs;
}

/** What an item more costs between two lengths, in microseconds, round by round. */
const perItemMore = (less: AnswerCosts, more: AnswerCosts): number[] =>
  more.rounds.map(
    ({ cpuMs }, round) =>
      ((cpuMs - (less.rounds[round]?.cpuMs ?? Number.NaN)) * 1_000) / (more.length - less.length),
  );

export const answersSection = (costs: readonly AnswerCosts[]): Section => ({
  title: 'The size of the answer',
  text:
    'A list of items from one subgraph, each with a field that a second one is asked for: two fetches, however long the ' +
    'list. CPU is the gateway’s. The last column is what an item more costs, against the row above.',
  tables: [
    {
      head: [
        'items',
        'bytes',
        'CPU ms a request',
        'p50 ms',
        'p99 ms',
        'CPU µs an item',
        'CPU µs for one more',
      ],
      rows: costs.map((cost, index) => {
        const { length, bytes, rounds } = cost;
        const before = costs[index - 1];
        return [
          length,
          bytes,
          withSpread(spread(rounds.map(({ cpuMs }) => cpuMs)), 2),
          withSpread(spread(rounds.map(({ p50Ms }) => p50Ms)), 1),
          withSpread(spread(rounds.map(({ p99Ms }) => p99Ms)), 1),
          withSpread(spread(rounds.map(({ cpuMs }) => (cpuMs * 1_000) / length)), 1),
          before ? withSpread(spread(perItemMore(before, cost)), 1) : '',
        ];
      }),
    },
  ],
  charts: [
    {
      name: 'answers',
      title: 'CPU of the gateway for an item, by the length of the list',
      unit: 'µs, a request’s CPU shared out among its items',
      kind: 'lines',
      categories: costs.map(({ length }) => String(length)),
      series: [
        {
          name: 'CPU for an item',
          values: costs.map(
            ({ length, rounds }) => (spread(rounds.map(({ cpuMs }) => cpuMs)).median * 1_000) / length,
          ),
        },
      ],
    },
  ],
});

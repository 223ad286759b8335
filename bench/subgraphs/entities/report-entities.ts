import type { Report } from '../../report/report.ts';
import { spread, withSpread } from '../../report/spread.ts';
import type { Cost, Measured, Pace } from './measure.ts';

type Round = Measured['rounds'][number];

const over = (rounds: readonly Round[], valueOf: (round: Round) => number, digits: number): string =>
  withSpread(spread(rounds.map(valueOf)), digits);

const figures = (rounds: readonly Round[], side: keyof Round) =>
  (['p50Ms', 'p99Ms', 'cpuMs'] satisfies (keyof Cost)[]).map((figure) =>
    over(rounds, (round) => round[side][figure], 2),
  );

const ratio = (rounds: readonly Round[], figure: keyof Cost) =>
  over(rounds, ({ subgraph, sql }) => subgraph[figure] / sql[figure], 1);

/** What the rounds came to, as a report. */
export const reportEntities = (measured: readonly Measured[], pace: Pace): Report => ({
  name: 'entities',
  title: 'Entities beside their SQL',
  text:
    'A subgraph is asked for 100 entities at a time over HTTP, as the gateway asks it; beside it the very statements that ' +
    'this takes are sent, with the same keys, through the same pool from a process that does nothing else. CPU is that of ' +
    `the one process or the other for a call. ${pace.rounds} round${pace.rounds === 1 ? '' : 's'} of ` +
    `${pace.milliseconds / 1_000} s each, by turns; figures are the median over the rounds, with the least and the ` +
    'greatest behind it, ratios are taken round by round.',
  sections: [
    {
      title: 'Calls',
      tables: [
        {
          head: [
            ...['type', 'statements', 'connections', 'p50 ms', 'p99 ms', 'CPU ms'],
            ...['SQL p50 ms', 'SQL p99 ms', 'SQL CPU ms', 'p50 : SQL', 'CPU : SQL'],
          ],
          rows: measured.map(({ type, statements, connections, rounds }) => [
            ...[type, statements, connections],
            ...figures(rounds, 'subgraph'),
            ...figures(rounds, 'sql'),
            ...[ratio(rounds, 'p50Ms'), ratio(rounds, 'cpuMs')],
          ]),
        },
      ],
    },
  ],
  data: { settings: pace, measured },
});

import type { Report, Table } from '../../report/report.ts';
import { spread, withSpread } from '../../report/spread.ts';

/** How long, and how often, each page is asked for. */
export type Pace = { rounds: number; milliseconds: number; warmUpMs: number };

export type Times = { p50Ms: number; p99Ms: number };

/** What the pages of one list take, round by round. */
export type PageTimes = {
  list: string;
  /** in the table */
  rows: number;
  /** in the list */
  totalCount: number;
  first: Times[];
  /** behind nine tenths of the list; none where it is shorter than two pages */
  far: Times[];
  counted: Times[];
};

const PAGES = [
  ['first', 'First page'],
  ['far', 'Far behind'],
  ['counted', 'First page, counted'],
] as const;

/** Lists by what there are of them at each number of rows. */
function tableOf(times: readonly PageTimes[], page: 'first' | 'far' | 'counted'): Table {
  const sizes = [...new Set(times.map(({ rows }) => rows))];
  const lists = [...new Set(times.map(({ list }) => list))];
  const find = (list: string, rows: number) => times.find((one) => one.list === list && one.rows === rows);
  return {
    head: [
      'list',
      'in the list',
      ...sizes.flatMap((rows) => [`${rows} rows: p50 ms`, `${rows} rows: p99 ms`]),
    ],
    rows: lists.map((list) => [
      list,
      sizes.map((rows) => find(list, rows)?.totalCount ?? '').join(' / '),
      ...sizes.flatMap((rows) => {
        const rounds = find(list, rows)?.[page] ?? [];
        if (rounds.length === 0) return ['—', '—'];
        return [
          withSpread(spread(rounds.map(({ p50Ms }) => p50Ms)), 1),
          withSpread(spread(rounds.map(({ p99Ms }) => p99Ms)), 1),
        ];
      }),
    ]),
  };
}

/** What the rounds came to, as a report. */
export const reportPages = (times: readonly PageTimes[], pace: Pace): Report => ({
  name: 'pages',
  title: 'Pages of lists',
  text:
    'A subgraph is asked for pages of 20 over HTTP, one after the other, as the gateway asks it. ' +
    `${pace.rounds} round${pace.rounds === 1 ? '' : 's'} of ${pace.milliseconds / 1_000} s each; figures are the median ` +
    'over the rounds, with the least and the greatest behind it. The page far behind is the one after nine tenths of the ' +
    'list.',
  sections: PAGES.map(([page, title]) => ({ title, tables: [tableOf(times, page)] })),
  data: { settings: pace, times },
});

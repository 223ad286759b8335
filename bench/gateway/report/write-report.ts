import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { GATEWAYS } from '../gateways/gateways.ts';
import { MODES, OPERATIONS } from '../load/operations.ts';
import type { Series } from '../run/run-rounds.ts';
import type { Options } from '../run/options.ts';
import { describeMachine, type Machine } from './machine.ts';
import { ratios, summarise, type Ratio, type Spread, type Summary } from './summary.ts';

const RESULTS = new URL('../results/', import.meta.url);

export type Report = {
  date: string;
  machine: Machine;
  settings: Pick<Options, 'rounds' | 'seconds' | 'warmUpSeconds' | 'connections'>;
  answerBytes: Record<string, number>;
  summaries: Summary[];
  ratios: Ratio[];
  series: Series[];
};

const withSpread = ({ median, min, max }: Spread, digits: number): string =>
  `${median.toFixed(digits)} (${min.toFixed(digits)}–${max.toFixed(digits)})`;

const table = (head: string[], rows: string[][]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const titleOf = (name: string): string => GATEWAYS.find((gateway) => gateway.name === name)?.title ?? name;

function section(summaries: Summary[], compared: Ratio[], answerBytes: Record<string, number>): string {
  const [first] = summaries;
  if (!first) return '';
  const { operation, mode } = first;
  const about = OPERATIONS.find(({ name }) => name === operation)?.about ?? '';
  const heading = `## ${operation}, ${mode} variables\n\nIt reaches ${about}; an answer has about ${answerBytes[operation] ?? 0} bytes.`;
  const figures = table(
    ['gateway', 'CPU ms per request', 'requests/s', 'p50 ms', 'p99 ms', 'memory MB', 'fetches per request'],
    summaries.map((summary) => [
      titleOf(summary.gateway),
      withSpread(summary.cpuMsPerRequest, 3),
      withSpread(summary.requestsPerSecond, 0),
      withSpread(summary.p50Ms, 2),
      withSpread(summary.p99Ms, 2),
      summary.rssMb.median.toFixed(0),
      summary.fetchesPerRequest.median.toFixed(2),
    ]),
  );
  const ratioRows = compared.map(({ peer, cpu, requests }) => [
    titleOf(peer),
    withSpread(cpu, 3),
    withSpread(requests, 2),
  ]);
  const ratioTable =
    ratioRows.length === 0
      ? ''
      : table(['Arena’s gateway against', 'its CPU per request, times', 'its requests/s, times'], ratioRows);
  return [heading, figures, ratioTable].filter(Boolean).join('\n\n');
}

function markdown(report: Report): string {
  const { machine, settings, summaries } = report;
  const subgraphs = summaries.map(({ subgraphsCpuMsPerRequest }) => subgraphsCpuMsPerRequest.median);
  const head = [
    '# Federation gateways side by side',
    `${report.date}. ${machine.cpus} × ${machine.cpu}, ${machine.memoryGb} GB, Node.js ${machine.node}.`,
    `${settings.rounds} rounds of ${settings.seconds} s after ${settings.warmUpSeconds} s of warm-up, ` +
      `${settings.connections} connections. Each figure is the median over the rounds, with the least and the greatest behind it; ` +
      `ratios are taken round by round. The four subgraphs spent ${Math.min(...subgraphs).toFixed(2)} to ` +
      `${Math.max(...subgraphs).toFixed(2)} ms of processor time per request on their own.`,
    table(['package', 'version'], Object.entries(machine.packages)),
  ];
  const sections = OPERATIONS.flatMap(({ name }) =>
    MODES.map((mode) => {
      const here = (of: { operation: string; mode: string }) => of.operation === name && of.mode === mode;
      return section(summaries.filter(here), report.ratios.filter(here), report.answerBytes);
    }),
  ).filter(Boolean);
  return [...head, ...sections].join('\n\n');
}

/** Writes the results as a table to read and as JSON beside it; returns the table's path. */
export async function writeReport(
  { name, rounds, seconds, warmUpSeconds, connections }: Options,
  series: Series[],
  answerBytes: Record<string, number>,
): Promise<string> {
  const report: Report = {
    date: new Date().toISOString().slice(0, 10),
    machine: describeMachine(),
    settings: { rounds, seconds, warmUpSeconds, connections },
    answerBytes,
    summaries: series.map(summarise),
    ratios: ratios(series),
    series,
  };
  await mkdir(RESULTS, { recursive: true });
  const write = async (extension: string, text: string, parser: string): Promise<string> => {
    const path = fileURLToPath(new URL(`${name}.${extension}`, RESULTS));
    const config = await prettier.resolveConfig(path);
    await writeFile(path, await prettier.format(text, { ...config, parser }));
    return path;
  };
  await write('json', JSON.stringify(report), 'json');
  return write('md', markdown(report), 'markdown');
}

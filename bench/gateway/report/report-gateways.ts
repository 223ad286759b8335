import { readFileSync } from 'node:fs';
import type { Chart } from '../../report/chart.ts';
import type { Report, Section } from '../../report/report.ts';
import { withSpread, type Spread } from '../../report/spread.ts';
import { GATEWAYS } from '../gateways/gateways.ts';
import type { Operation } from '../load/operations.ts';
import type { Options } from '../run/options.ts';
import type { Series } from '../run/run-rounds.ts';
import { ratios, summarise, type Ratio, type Summary } from './summary.ts';

function installedVersion(name: string): string {
  const file = new URL(`../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

const titleOf = (name: string): string => GATEWAYS.find((gateway) => gateway.name === name)?.title ?? name;

const inWords = (load: string): string => {
  const [mode = '', connections = ''] = load.split(':');
  return `${mode}, ${connections} connection${connections === '1' ? '' : 's'}`;
};

const figures = (summaries: readonly Summary[]) => ({
  head: [
    'gateway',
    'CPU ms per request',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'memory MB',
    'fetches per request',
  ],
  rows: summaries.map((summary) => [
    titleOf(summary.gateway),
    withSpread(summary.cpuMsPerRequest, 3),
    withSpread(summary.requestsPerSecond, 0),
    withSpread(summary.p50Ms, 2),
    withSpread(summary.p99Ms, 2),
    summary.rssMb.median.toFixed(0),
    summary.fetchesPerRequest.median.toFixed(2),
  ]),
});

const comparison = (compared: readonly Ratio[]) => ({
  head: ['', 'against', 'its CPU per request, times', 'its requests/s, times'],
  rows: compared.map(({ gateway, peer, cpu, requests }) => [
    titleOf(gateway),
    titleOf(peer),
    withSpread(cpu, 3),
    withSpread(requests, 2),
  ]),
});

function chart(
  operation: string,
  summaries: readonly Summary[],
  { name, title, unit, of }: { name: string; title: string; unit: string; of: (summary: Summary) => Spread },
): Chart {
  const loads = [...new Set(summaries.map(({ load }) => load))];
  const gateways = GATEWAYS.filter(({ name }) => summaries.some(({ gateway }) => gateway === name));
  return {
    name: `${operation}-${name}`,
    title: `${operation}: ${title}`,
    unit,
    kind: 'bars',
    categories: loads.map(inWords),
    series: gateways.map((gateway) => ({
      name: gateway.title,
      values: loads.map((load) => {
        const found = summaries.find((one) => one.gateway === gateway.name && one.load === load);
        return found && of(found).median;
      }),
    })),
  };
}

function sectionsOf(
  { name, about }: Operation,
  all: readonly Summary[],
  compared: readonly Ratio[],
  bytes: number,
) {
  const summaries = all.filter(({ operation }) => operation === name);
  const loads = [...new Set(summaries.map(({ load }) => load))];
  const overview: Section = {
    title: name,
    text: `It reaches ${about}; an answer has about ${bytes} bytes.`,
    charts: [
      chart(name, summaries, {
        name: 'cpu',
        title: 'processor time of the gateway',
        unit: 'ms per request, less is better',
        of: ({ cpuMsPerRequest }) => cpuMsPerRequest,
      }),
      chart(name, summaries, {
        name: 'requests',
        title: 'requests answered',
        unit: 'per second, more is better',
        of: ({ requestsPerSecond }) => requestsPerSecond,
      }),
    ],
  };
  const each = loads.map((load): Section => {
    const ratiosHere = compared.filter((ratio) => ratio.operation === name && ratio.load === load);
    return {
      title: `${name}, ${inWords(load)}`,
      tables: [
        figures(summaries.filter((summary) => summary.load === load)),
        ...(ratiosHere.length > 0 ? [comparison(ratiosHere)] : []),
      ],
    };
  });
  return [overview, ...each];
}

/** What the rounds came to, as a report. */
export function reportGateways(
  { name, rounds, seconds, warmUpSeconds, operations, gateways }: Options,
  series: readonly Series[],
  answerBytes: Record<string, number>,
): Report {
  const summaries = series.map(summarise);
  const compared = ratios(series);
  const subgraphs = summaries.map(({ subgraphsCpuMsPerRequest }) => subgraphsCpuMsPerRequest.median);
  const packages = [...new Set(gateways.flatMap((gateway) => gateway.packages))];
  return {
    name,
    title: 'Federation gateways side by side',
    text:
      `${rounds} rounds of ${seconds} s after ${warmUpSeconds} s of warm-up. Each figure is the median over the rounds, ` +
      'with the least and the greatest behind it; ratios are taken round by round. The four subgraphs spent ' +
      `${Math.min(...subgraphs).toFixed(2)} to ${Math.max(...subgraphs).toFixed(2)} ms of processor time per request ` +
      'on their own.',
    packages: Object.fromEntries(packages.map((one) => [one, installedVersion(one)])),
    sections: operations.flatMap((operation) =>
      sectionsOf(operation, summaries, compared, answerBytes[operation.name] ?? 0),
    ),
    data: { settings: { rounds, seconds, warmUpSeconds }, answerBytes, summaries, ratios: compared, series },
  };
}
